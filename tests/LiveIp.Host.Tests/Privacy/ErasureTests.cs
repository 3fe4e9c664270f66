using LiveIp.Host.Channels.Tokens;
using LiveIp.Host.Events;
using LiveIp.Host.Privacy.Retention;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using State = LiveIp.V1.Forgetting.Types.State;

namespace LiveIp.Host.Tests.Privacy;

/// <summary>What makes it hard to get somebody out of files: kills, deleted neighbours, readers that hold on.</summary>
public sealed class ErasureTests : IDisposable
{
    private const int Many = 4000;

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("Asked")]
    [InlineData("Blanking")]
    public async Task A_wish_that_was_answered_is_carried_through_after_a_kill(string at)
    {
        await using (var log = SqliteEventLog.Open(_directory.File("log.db"), TimeProvider.System))
        {
            await log.WriteAsync([.. Traces.Events(), .. Enumerable.Range(0, Many).Select(Hers)]);
        }

        await DoomedForgetting.KillWhenAsync(
            _directory.Path,
            line => line.StartsWith(at, StringComparison.Ordinal) && (at == "Asked" || !line.EndsWith(" 0", StringComparison.Ordinal))
        );
        Assert.NotEmpty(Traces.In(_directory.Path));

        await using var host = await PrivacyHost.StartAsync(_directory.Path);
        var done = await host.DoneAsync();

        Assert.Empty(Traces.In(_directory.Path));
        // Each was counted once, by whichever of the two processes blanked it.
        Assert.Equal((Many + 5, 10), (done.EventsBlanked, done.MentionsBlanked));
    }

    [Fact]
    public async Task Copies_that_SQLite_leaves_behind_when_neighbours_are_removed_go_too()
    {
        var clock = new FakeTimeProvider(Sample.Start);
        var rules = new RetentionRules(_directory.File("rules.json"));
        rules.Set([("elsewhere", ContentClass.Events, TimeSpan.FromDays(1), false), ("twitch", ContentClass.Personal, null, false)]);
        var random = new Random(1);
        long left;
        await using (var log = SqliteEventLog.Open(_directory.File("log.db"), clock))
        {
            // Hers among others', of which many are removed: pages grow empty around what stays, and SQLite moves that together.
            for (var i = 0; i < Many; i++)
            {
                var batch = random.Next(7) switch
                {
                    0 => Sample.Batch(Hers(i)),
                    < 5 => Sample.Batch(Others(i, random)) with { Channel = "channels/other", Platform = "elsewhere" },
                    _ => Sample.Batch(Others(i, random)),
                };
                await log.AppendAsync(batch, Deadline.Token());
            }

            await log.FlushAsync(Deadline.Token());
            clock.Advance(TimeSpan.FromDays(2));
            var vault = new Channels.Fakes.MemoryVault();
            await new RetentionSweep(log, rules, new TokenBook(vault, null!, clock), new(new(log, clock)), clock).RunAsync(
                Deadline.Token()
            );
            left = log.Read(0, Many).Count;
            Assert.InRange(left, 1, Many / 2);
        }

        await using var host = await PrivacyHost.StartAsync(_directory.Path);
        await host.Privacy.ForgetPersonAsync(new() { Person = Traces.Person }, cancellationToken: Deadline.Token());
        await host.DoneAsync();

        Assert.Empty(Traces.In(_directory.Path));
        Assert.Equal(left, host.Log.Read(0, Many).Count);
    }

    [Fact]
    public async Task A_reader_that_holds_on_to_an_old_state_delays_the_end_and_not_the_log()
    {
        await using var host = await PrivacyHost.StartAsync(_directory.Path);
        await host.Log.WriteAsync(Traces.Events());
        var reader = host.Log.Database.OpenReader();
        var hold = reader.CreateCommand();
        hold.CommandText = "BEGIN; SELECT count(*) FROM events;";
        hold.ExecuteScalar();

        var asked = await host.Privacy.ForgetPersonAsync(new() { Person = Traces.Person }, cancellationToken: Deadline.Token());
        await UntilAsync(host, asked.Forgetting.Name, static f => f.State == State.Erasing);
        await host.Log.WriteAsync(Sample.Chat("meanwhile"));
        Assert.Equal("meanwhile", host.Log.Read(host.Log.LastSequence - 1, 1).Single().Parse().Id);
        Assert.NotEmpty(Traces.In(_directory.Path));

        hold.CommandText = "COMMIT";
        hold.ExecuteNonQuery();
        hold.Dispose();
        reader.Dispose();
        await host.DoneAsync();

        Assert.Empty(Traces.In(_directory.Path));
    }

    private static async Task UntilAsync(PrivacyHost host, string name, Func<Forgetting, bool> wanted)
    {
        var deadline = Deadline.Token();
        while (!wanted((await host.Privacy.GetForgettingAsync(new() { Name = name }, cancellationToken: deadline)).Forgetting))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, deadline);
        }
    }

    private static LiveEvent Others(int number, Random random) => Sample.Chat($"o-{number}", text: new string('x', random.Next(400)));

    private static LiveEvent Hers(int number)
    {
        var chat = Sample.Chat($"hers-{number}", text: $"her own words, number {number}");
        chat.Actor.Person = Traces.Her;
        return chat;
    }
}
