using LiveIp.Host.Broadcasts;
using LiveIp.Host.Channels.Tokens;
using LiveIp.Host.Privacy.Retention;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Privacy;
using LiveIp.Host.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using State = LiveIp.V1.BroadcastState.Types.State;

namespace LiveIp.Host.Tests.Broadcasts;

public sealed class BroadcastPrivacyTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task With_the_events_their_words_go_and_with_the_numbers_the_broadcast()
    {
        await using var host = await PrivacyHost.StartAsync(_directory.File("data"));
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var rules = new RetentionRules(_directory.File("retention.json"));
        var broadcasts = host.Services.GetRequiredService<BroadcastDirectory>();
        var sweep = new RetentionSweep(
            host.Log,
            rules,
            new TokenBook(new MemoryVault(), null!, clock),
            host.Services.GetRequiredService<BroadcastBook>(),
            clock
        );
        await host.Log.WriteAsync(Told.Event(State.Started, 0, "a", "Night"), Told.Event(State.Ended, 60, "a"));
        clock.Advance(TimeSpan.FromDays(401));

        await sweep.RunAsync(Deadline.Token());

        Assert.Empty(host.Log.Read(0, 10));
        var blank = Assert.Single((await broadcasts.ReadAsync(Deadline.Token())).All);
        Assert.Equal(("", Told.At(60)), (blank.Title, blank.End));

        rules.Set([("twitch", ContentClass.Aggregates, TimeSpan.FromDays(30), false)]);
        await sweep.RunAsync(Deadline.Token());

        Assert.Empty((await broadcasts.ReadAsync(Deadline.Token())).All);
    }

    [Fact]
    public async Task A_forgotten_name_goes_from_titles_and_labels()
    {
        await using var host = await PrivacyHost.StartAsync(_directory.File("data"));
        var (broadcasts, book) = (
            host.Services.GetRequiredService<BroadcastDirectory>(),
            host.Services.GetRequiredService<BroadcastBook>()
        );
        await host.Log.WriteAsync([
            .. Traces.Events(),
            Told.Event(State.Started, 0, "a", "Chess with Grünhild"),
            Told.Event(State.Ended, 60, "a"),
        ]);
        var id = (await broadcasts.ReadAsync(Deadline.Token())).All[0].Id;
        await book.UpdateAsync(id, "Grünhild again", new Dictionary<string, string> { ["guest"] = "Grünhild" }, Deadline.Token());

        await host.Privacy.ForgetPersonAsync(new() { Person = Traces.Person }, cancellationToken: Deadline.Token());
        await host.DoneAsync();

        Assert.Empty(Traces.In(_directory.File("data")));
        var clean = (await broadcasts.ReadAsync(Deadline.Token())).Find(id)!;
        Assert.Equal(("… again", "…"), (clean.Title, clean.Labels["guest"]));
        Assert.DoesNotContain("Grünhild", clean.Parts[0].Title, StringComparison.Ordinal);
    }
}
