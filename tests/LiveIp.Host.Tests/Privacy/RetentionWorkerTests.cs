using LiveIp.Host.Channels.Tokens;
using LiveIp.Host.Events;
using LiveIp.Host.Privacy.Retention;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Host.Tests.Privacy;

public sealed class RetentionWorkerTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly FakeTimeProvider _clock = new(Sample.Start);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Sweeps_at_start_every_day_and_when_a_rule_was_changed()
    {
        await using var log = SqliteEventLog.Open(_directory.File("log.db"), _clock);
        var rules = new RetentionRules(_directory.File("retention.json"));
        var sweep = new RetentionSweep(log, rules, new TokenBook(new MemoryVault(), null!, _clock), new(new(log, _clock)), _clock);
        using var worker = new RetentionWorker(sweep, rules, _clock, NullLogger<RetentionWorker>.Instance);
        await log.WriteAsync(Sample.Chat("one", text: "words"));
        _clock.Advance(TimeSpan.FromDays(8));

        await worker.StartAsync(Deadline.Token());
        await UntilAsync(() => worker.SweptAt is not null);
        Assert.Empty(Text(log, 1));

        await log.WriteAsync(Sample.Chat("two", text: "words"));
        for (var day = 0; day < 8; day++)
        {
            var before = worker.SweptAt;
            // The worker may not have begun to wait yet; a clock that was set on before that is set on again.
            await UntilAsync(() =>
            {
                _clock.Advance(TimeSpan.FromDays(1));
                return worker.SweptAt > before;
            });
        }

        Assert.Empty(Text(log, 2));

        await log.WriteAsync(Sample.Chat("three", text: "words"));
        _clock.Advance(TimeSpan.FromHours(2));
        rules.Set([("twitch", ContentClass.Personal, TimeSpan.FromHours(1), false)]);
        await UntilAsync(() => Text(log, 3).Length == 0);
        await worker.StopAsync(Deadline.Token());
    }

    private static string Text(SqliteEventLog log, long sequence) => log.Read(sequence - 1, 1).Single().Parse().ChatMessage.Text;

    private static async Task UntilAsync(Func<bool> holds)
    {
        var deadline = Deadline.Token();
        while (!holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, deadline);
        }
    }
}
