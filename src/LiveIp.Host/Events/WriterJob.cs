using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Events;

/// <summary>Maintenance on the writer's connection, between two groups of events, so that nothing is written to the log meanwhile.</summary>
/// <param name="Work">Runs on the writer's thread; must be short, since ingest waits.</param>
/// <param name="InTransaction">One transaction around it, durable when it is done; false for what SQLite allows outside only.</param>
/// <param name="LeavesEvents">It changes no event, so what of them is in memory stays good.</param>
internal sealed record WriterJob(Action<SqliteConnection, long> Work, bool InTransaction, bool LeavesEvents = false)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the work is durable; fails when it failed, and then nothing of it happened.</summary>
    public Task Done => _done.Task;

    public void Complete() => _done.TrySetResult();

    public void Fail(Exception failure) => _done.TrySetException(failure);

    public void Abandon() => _done.TrySetException(new EventLogException("The event log is closed."));
}
