using System.Text;
using LiveIp.Host.Import.Formats;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Import;

public sealed class BililiveXmlFormatTests
{
    private static readonly BililiveXmlFormat Format = new();

    [Fact]
    public void Chat_gifts_paid_messages_and_guards_are_read_with_what_they_tell()
    {
        var read = Reading.Of(Format, Recordings.Xml);

        Assert.Empty(read.Bad);
        Assert.Null(read.Truncated);
        Assert.Equal(
            ("bilibili", "22", "7", "主播"),
            (read.Source.Platform, read.Source.ChannelId, read.Source.OtherChannelId, read.Source.Name)
        );
        Assert.Equal(["你好 <3", "masked"], read.Texts);
        Assert.Equal("bilibili-uid:123", read.Chat[0].Actor.Person.Id);
        Assert.Equal("", read.Chat[1].Actor.Person.Id);
        var start = new DateTimeOffset(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal([start.AddSeconds(1.5), start.AddSeconds(2.5)], read.Chat.Select(static e => e.OccurredAt.ToDateTimeOffset()));
        Assert.All(read.Events, e => Assert.Equal($"recording:22:{start.ToUnixTimeMilliseconds()}", e.Broadcast));

        var given = read.Events.Where(static e => e.Contribution is not null).Select(static e => e.Contribution).ToArray();
        Assert.Equal([5, 2, 1], given.Select(static c => c.Count));
        Assert.Null(given[0].Money);
        Assert.Equal((2_000_000_000, "x-bili-gold"), (given[1].Money.Micros, given[1].Money.Currency));
        Assert.Equal((30_000_000, "CNY", "加油"), (given[2].Money.Micros, given[2].Money.Currency, given[2].Text));

        var guard = Assert.Single(read.Events, static e => e.Membership is not null).Membership;
        Assert.Equal((1, 1, "舰长", 198_000_000_000), (guard.Gained, guard.Rank, guard.Level, guard.Money.Micros));
        Assert.Equal("A & B", Assert.Single(read.Events, static e => e.ChannelUpdate is not null).ChannelUpdate.Title);
        Assert.Equal("<like>", Assert.Single(read.Items.OfType<RecordingItem.LeftOut>()).Name);
    }

    [Fact]
    public void What_programs_of_the_same_kind_write_is_read_but_their_prices_have_no_common_unit()
    {
        const string content = """
            <i><metadata><platform>哔哩哔哩</platform><room_id>5</room_id><room_title>T</room_title><user_name>N</user_name>
            <video_start_time>1700000000000</video_start_time></metadata>
            <d p="5.000,1,25,16777215,1700000005000,0,42,42,0" user="u" uid="42" timestamp="1700000005000">hi</d>
            <sc ts="12.000" price="30000" time="60" user="u" uid="42" timestamp="1700000012000">x</sc>
            <gift ts="1700000013000" user="u" giftname="g" giftcount="1" price="9.9"/></i>
            """;
        var read = Reading.Of(Format, content);
        Assert.Empty(read.Bad);
        Assert.Equal(("bilibili", "5", "N"), (read.Source.Platform, read.Source.ChannelId, read.Source.Name));
        Assert.All(read.Events.Where(static e => e.Contribution is not null), static e => Assert.Null(e.Contribution.Money));
        Assert.Equal([5, 12, 13], read.Events.Skip(1).Select(static e => e.OccurredAt.Seconds - 1_700_000_000));
    }

    [Theory]
    [InlineData("<d p=\"1,1,25,0,1600000000,0,1,0\" user=\"x>never closed")]
    [InlineData("<d p=\"1,1,25,0,1600000000,0,1,0\" user=\"x\">no end")]
    [InlineData("<d p=\"1,1,25,0,1600000000,0,1,0\" user=\"x\">&unknown;</d>")]
    [InlineData("<d p=\"1,1,25,0,1600000000,0,1,0\" user=\"x\" user=\"y\">twice</d>")]
    [InlineData("<d p=\"1,1\" user=\"x\">short</d>")]
    [InlineData("<d p=\"1,1,25,0,1600000000,0,1,0\" user=\"x\"><b>inside</b></d>")]
    [InlineData("<d p=\"1,1,25,0,1600000000,0,1,0\" user=\"x\"></d>")]
    [InlineData("<d p=\"1,1,25,0,1600000000,0,1,0\" user=\"x\">&#xD800;</d>")]
    [InlineData("<gift ts=\"1600000000\" user=\"x\" giftname=\"g\" giftcount=\"-1\"/>")]
    [InlineData("<gift ts=\"1600000000\" user=\"x\" giftname=\"g\" giftcount=\"99999999999999999999\"/>")]
    [InlineData("<guard ts=\"1600000000\" user=\"x\" level=\"1\" count=\"0\"/>")]
    [InlineData("<sc user=\"x\" price=\"1\">no time</sc>")]
    public void A_bad_record_is_named_by_its_line_and_the_others_are_read(string bad)
    {
        var read = Reading.Of(Format, $"<i>\n{Danmaku("one")}\n{bad}\n{Danmaku("two")}\n</i>");
        Assert.Equal(["one", "two"], read.Texts);
        Assert.Equal([3], read.BadLines);
        Assert.Null(read.Truncated);
    }

    [Fact]
    public void Entities_depth_size_and_invalid_bytes_cost_their_record_alone()
    {
        var deep = string.Concat(Enumerable.Repeat("<x>", 10_000)) + string.Concat(Enumerable.Repeat("</x>", 10_000));
        var endless = Danmaku(new string('x', 3 * RecordBytes.MaxRecord));
        var content = Encoding.UTF8.GetBytes(
            $"<!DOCTYPE i [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><i>{Danmaku("&b;")}{Danmaku("one")}{deep}{endless}{Danmaku("b~d")}{Danmaku("two")}</i>"
        );
        content[content.AsSpan().IndexOf((byte)'~')] = 0xFF;
        var read = Reading.Of(Format, content);
        Assert.Equal(["one", "two"], read.Texts);
        Assert.Equal(3, read.Bad.Count);
    }

    [Fact]
    public void A_file_cut_off_anywhere_gives_what_is_whole_and_says_so()
    {
        var content = Encoding.UTF8.GetBytes(Recordings.Xml.TrimEnd());
        var all = Reading.Of(Format, content).Events.Select(static e => e.Id).ToArray();
        for (var length = 1; length < content.Length; length++)
        {
            var read = Reading.Of(Format, content[..length]);
            Assert.Equal(all[..read.Events.Count], read.Events.Select(static e => e.Id));
            Assert.NotNull(read.Truncated);
        }
    }

    private static string Danmaku(string text) => $"<d p=\"1,1,25,16777215,1600000000,0,5,0\" user=\"u\">{text}</d>";
}
