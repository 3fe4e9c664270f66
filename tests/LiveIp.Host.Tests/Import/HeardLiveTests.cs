using System.Globalization;
using LiveIp.Host.Events;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Import;

/// <summary>The same Twitch messages live and from a recording, under one id and two times.</summary>
public sealed class HeardLiveTests
{
    private const int Messages = 120;

    [Theory]
    [InlineData(-8 * 60)]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(8 * 60)]
    public async Task What_was_heard_live_long_ago_at_another_time_is_not_imported_again(int seconds)
    {
        await using var rig = await ImportRig.StartAsync();
        var channel = Follow(rig);
        var start = new DateTimeOffset(2023, 4, 5, 18, 0, 0, TimeSpan.Zero);
        await HearAsync(rig, channel, "id", start.AddSeconds(seconds), Messages);
        // So many since that nothing but the file remembers the show.
        await HearAsync(rig, channel, "later", start.AddDays(1), 70_000);

        var summary = await rig.SummaryAsync(new() { Path = Record(rig, start) });

        // Those that the recording tells of on its own are when it began and ended.
        Assert.Equal((channel, Messages + 2, 2, Messages), (summary.Channel, summary.Events, summary.Accepted, summary.Repeated));
        Assert.Equal(Messages + 70_000 + 2, rig.Log.LastSequence);
    }

    [Fact]
    public async Task What_was_imported_is_a_repeat_when_the_platform_tells_of_it_minutes_off()
    {
        await using var rig = await ImportRig.StartAsync();
        var channel = Follow(rig);
        var start = TimeProvider.System.GetUtcNow().AddMinutes(-30);
        await rig.SummaryAsync(new() { Path = Record(rig, start) });

        await HearAsync(rig, channel, "id", start.AddMinutes(4), Messages);

        Assert.Equal(Messages + 2, rig.Log.LastSequence);
        Assert.Equal(Messages, await rig.SumAsync(channel, Contracts.MetricIds.ChatMessages));
    }

    [Fact]
    public async Task An_import_of_old_history_does_not_make_the_log_forget_what_it_just_heard()
    {
        await using var rig = await ImportRig.StartAsync();
        var channel = Follow(rig);
        var now = TimeProvider.System.GetUtcNow();
        await HearAsync(rig, channel, "id", now, Messages);
        var lines = string.Concat(Enumerable.Range(0, 70_000).Select(static i => $"{1_600_000_000 + i}\tann\thello\n"));
        var history = await rig.SummaryAsync(new() { Path = rig.File("old.tsv", lines), Channel = channel });

        await HearAsync(rig, channel, "id", now.AddSeconds(3), Messages);

        Assert.Equal(70_000, history.Accepted);
        // The history's beginning and end besides.
        Assert.Equal(Messages + 70_000 + 2, rig.Log.LastSequence);
    }

    private static string Follow(ImportRig rig) =>
        rig.Channels.Create("live", "twitch", new() { Id = "42", DisplayName = "Foo" }, "", "").Name;

    // A message every ten seconds.
    private static string Record(ImportRig rig, DateTimeOffset start) =>
        rig.File(
            "chat.json",
            Recordings.Twitch(
                string.Join(
                    ",\n",
                    Enumerable
                        .Range(0, Messages)
                        .Select(i =>
                            Recordings
                                .Comment(i)
                                .Replace(
                                    string.Create(CultureInfo.InvariantCulture, $"2023-04-05T18:00:{i % 60:00}Z"),
                                    start
                                        .AddSeconds(10 * i)
                                        .UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                                    StringComparison.Ordinal
                                )
                        )
                )
            )
        );

    private static async Task HearAsync(ImportRig rig, string channel, string ids, DateTimeOffset start, int count) =>
        await rig.Log.WriteAsync(
            new LogBatch
            {
                Channel = channel,
                Platform = "twitch",
                Events = [.. Enumerable.Range(0, count).Select(i => Message($"{ids}-{i}", start.AddSeconds(10 * i)))],
                HeardAt = start,
            }
        );

    private static LiveEvent Message(string id, DateTimeOffset at)
    {
        var message = Sample.Chat(id, person: "twitch:5");
        message.OccurredAt = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(at);
        return message;
    }
}
