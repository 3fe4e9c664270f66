using System.Text;
using LiveIp.Host.Import.Formats;

namespace LiveIp.Host.Tests.Import;

public sealed class TsvFormatTests
{
    private static readonly TsvFormat Format = new();

    [Fact]
    public void Every_line_is_a_message_at_its_time()
    {
        var read = Reading.Of(Format, Recordings.Tsv);

        Assert.Equal(["hello", "hello", "你好\tand a tab"], read.Texts);
        Assert.Equal([1_600_000_000, 1_600_000_000, 1_600_000_061], read.Events.Select(static e => e.OccurredAt.Seconds));
        Assert.Equal(["ann", "ann", "bob"], read.Events.Select(static e => e.Actor.Person.DisplayName));
        Assert.All(read.Events, static e => Assert.Equal("recording:1600000000", e.Broadcast));
        Assert.Equal(3, read.Events.Select(static e => e.Id).Distinct().Count());
        Assert.Empty(read.Bad);
        Assert.Null(read.Truncated);
    }

    [Fact]
    public void Ids_depend_on_what_is_said_and_not_on_where_it_stands()
    {
        var whole = Reading.Of(Format, Recordings.Tsv).Events.Select(static e => e.Id).ToHashSet();
        var part = Reading.Of(Format, "1600000061\tbob\t你好\tand a tab\n1600000000\tann\thello\n").Events.Select(static e => e.Id);
        Assert.Subset(whole, part.ToHashSet());
    }

    [Fact]
    public void Bad_lines_are_named_by_number_and_the_others_are_read()
    {
        byte[] content =
        [
            .. "unix_time\tuser\tmessage\n1600000000\tann\tone\nonly one part\n1600000000\t\tno user\n1600000000\tann\t \n"u8,
            .. "1600000000000\tann\tmilliseconds\nNaN\tann\tx\n1e400\tann\tx\n1600000000\tann\t"u8,
            0xFF,
            0xFE,
            .. "\n1600000001\r\n1600000002\tbob\ttwo\r\n"u8,
        ];

        var read = Reading.Of(Format, content);

        Assert.Equal(["one", "two"], read.Texts);
        Assert.Equal([3, 4, 5, 6, 7, 8, 9, 10], read.BadLines);
        Assert.Equal("not valid UTF-8", read.Bad[6].Reason);
    }

    [Fact]
    public void A_last_line_without_an_end_is_not_taken_for_a_whole_message()
    {
        var read = Reading.Of(Format, "1600000000\tann\tone\n1600000001\tann\thalf of a mess");
        Assert.Equal(["one"], read.Texts);
        Assert.Equal([2], read.BadLines);
        Assert.NotNull(read.Truncated);
    }

    [Fact]
    public void An_endless_line_costs_itself_alone()
    {
        var content = $"1600000000\tann\tone\n1600000000\tann\t{new string('x', 3 * RecordBytes.MaxRecord)}\n1600000001\tbob\ttwo\n";
        var read = Reading.Of(Format, content);
        Assert.Equal(["one", "two"], read.Texts);
        Assert.Equal("longer than 256 KiB", Assert.Single(read.Bad).Reason);
        Assert.Equal(2, read.BadLines.Single());
    }

    [Theory]
    [InlineData("unix_time\tuser\tmessage\n", true)]
    [InlineData("1600000000\ta\tb", true)]
    [InlineData("a\tb\tc", false)]
    [InlineData("1600000000 a b", false)]
    [InlineData("", false)]
    public void Is_recognised(string head, bool expected) => Assert.Equal(expected, Format.Recognises(Encoding.UTF8.GetBytes(head)));
}
