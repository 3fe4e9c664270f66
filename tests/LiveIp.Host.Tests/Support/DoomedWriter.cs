using System.Globalization;
using System.Runtime.CompilerServices;
using LiveIp.Host.Events;

namespace LiveIp.Host.Tests.Support;

/// <summary>
/// This very program as another process, which writes until it is killed: only a real process can really be killed. It is started with
/// the path of a log in its environment, and tells each checkpoint on standard output once that is durable.
/// </summary>
internal static class DoomedWriter
{
    public const string LogVariable = "LIVEIP_TEST_DOOMED_LOG";
    public const int EventsPerBatch = 3;

    // So that it ends even when nobody is left to kill it.
    private const int MostBatches = 50_000;

    // Before the test runner's Main, so that the child runs no tests. Only this thread may run code of this assembly meanwhile.
    [ModuleInitializer]
    internal static void RunIfAsked()
    {
        if (Environment.GetEnvironmentVariable(LogVariable) is not { Length: > 0 } path)
        {
            return;
        }

        var log = SqliteEventLog.Open(path, TimeProvider.System);
        var start = long.Parse(log.GetMark(Sample.Channel)?.Checkpoint ?? "0", CultureInfo.InvariantCulture);
        for (var batch = start; batch < start + MostBatches; batch++)
        {
            var events = Enumerable.Range(0, EventsPerBatch).Select(i => Sample.Likes($"{batch}-{i}", 1)).ToArray();
            var checkpoint = (batch + 1).ToString(CultureInfo.InvariantCulture);
            log.AppendAsync(Sample.Batch(events) with { Checkpoint = checkpoint }, CancellationToken.None).AsTask().Wait();
            // Most batches are only on their way when the end comes.
            if (batch % 4 == 0)
            {
                log.FlushAsync(CancellationToken.None).Wait();
                Console.Out.WriteLine(checkpoint);
                Console.Out.Flush();
            }
        }

        Environment.Exit(1);
    }
}
