using LiveIp.Emulators.Show;

namespace LiveIp.Emulators.Tests.Show;

public sealed class RecordedShowTests
{
    [Fact]
    public void Every_line_goes_to_one_platform_that_permits_it_and_the_rest_is_reported_by_number()
    {
        var file = new StringReader(
            "unix_time\tuser\tmessage\n"
                + "100\tanna\thello\n"
                + "101\tbo\t\n"
                + "not a line\n"
                + $"102\tbo\t{new string('x', 150)}\n"
                + $"103\tcy\t{new string('x', 600)}\n"
                + "104\tanna\thello\n"
        );

        var show = RecordedShow.Read(file, [new Stage("narrow", 40), new Stage("wide", 200)]);

        Assert.Equal(6, show.Lines);
        Assert.Equal([3, 4, 6], show.Skipped.Select(s => s.Line));
        Assert.Equal([2L, 5L, 7L], show.Script.Select(s => s.Event.Number));
        Assert.Equal("wide", show.Script.Single(s => s.Event.Number == 5).Platform);
        Assert.Equal(show.Script[0].Platform, show.Script[2].Platform);
        Assert.Equal(TimeSpan.FromSeconds(4), show.Script[2].Event.At);
    }

    private sealed class Stage(string platform, int maxCharacters) : IPlatformStage
    {
        public string Platform => platform;

        public PlatformAbilities Abilities { get; } = new(new HashSet<Type> { typeof(ChatEvent) }, maxCharacters);

        public void Perform(ShowEvent occurrence) => throw new InvalidOperationException("Nothing is performed here.");
    }
}
