using LiveIp.Contracts;
using LiveIp.V1;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Twitch.Tests.Server;

/// <summary>What the host gives an adapter, as little of it as possible: remembers all that is written.</summary>
internal sealed class TestConnection(TimeProvider? clock = null) : IConnection, ISecretStore, IAccessTokens
{
    private readonly Lock _lock = new();
    private readonly List<LiveEvent> _events = [];
    private readonly TaskCompletionSource _online = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _changed = New();
    private string _token = "token-1";

    public ChannelIdentity Channel { get; init; } = new() { Id = TwitchServer.UserId, DisplayName = TwitchServer.Login };
    public string? Checkpoint => null;
    public ISecretStore Secrets => this;
    public IAccessTokens Tokens => this;
    public TimeProvider Clock { get; } = clock ?? TimeProvider.System;
    public ILogger Logger => NullLogger.Instance;

    public Task Online => _online.Task.WithDeadline();
    public int OnlineReports { get; private set; }
    public Continuity Continuity { get; private set; }
    public TimeSpan MaxSilence { get; private set; }
    public int Heard { get; private set; }
    public int LargestBatch { get; private set; }

    /// <summary>Tokens that were rejected, in order.</summary>
    public List<string> Rejected { get; } = [];

    /// <summary>While not set, <see cref="WriteAsync"/> waits, as a host with a full queue does.</summary>
    public TaskCompletionSource Gate { get; init; } = Open();

    public IReadOnlyList<LiveEvent> Events
    {
        get
        {
            lock (_lock)
            {
                return [.. _events];
            }
        }
    }

    public async Task<IReadOnlyList<LiveEvent>> WaitForAsync(Func<IReadOnlyList<LiveEvent>, bool> condition)
    {
        // For all of it: polls bring changes for ever.
        using var limit = new CancellationTokenSource(Deadlines.Limit);
        while (true)
        {
            var changed = Changed();
            if (Events is var events && condition(events))
            {
                return events;
            }

            await changed.WaitAsync(limit.Token);
        }
    }

    public async Task WaitForHeardAsync(int times)
    {
        while (true)
        {
            var changed = Changed();
            if (Heard >= times)
            {
                return;
            }

            await changed.WithDeadline();
        }
    }

    public void ReportOnline(Continuity continuity, TimeSpan maxSilence)
    {
        OnlineReports++;
        Continuity = continuity;
        MaxSilence = maxSilence;
        _online.TrySetResult();
    }

    public void ReportHeard()
    {
        Heard++;
        Signal();
    }

    public async ValueTask WriteAsync(IReadOnlyList<LiveEvent> events, string? checkpoint, CancellationToken cancellationToken)
    {
        await Gate.Task.WaitAsync(cancellationToken);
        Assert.Null(checkpoint);
        lock (_lock)
        {
            _events.AddRange(events);
            LargestBatch = Math.Max(LargestBatch, events.Count);
        }

        Signal();
    }

    public Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    ValueTask<string?> ISecretStore.ReadAsync(string id, CancellationToken cancellationToken) => ValueTask.FromResult<string?>(null);

    ValueTask ISecretStore.WriteAsync(string id, string? value, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    ValueTask<string> IAccessTokens.GetAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(_token);
        }
    }

    ValueTask<string> IAccessTokens.RefreshAsync(string rejected, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (rejected == _token)
            {
                Rejected.Add(rejected);
                _token = $"token-{Rejected.Count + 1}";
            }

            return ValueTask.FromResult(_token);
        }
    }

    private Task Changed()
    {
        lock (_lock)
        {
            return _changed.Task;
        }
    }

    private void Signal()
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            changed = _changed;
            _changed = New();
        }

        changed.SetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource Open()
    {
        var gate = New();
        gate.SetResult();
        return gate;
    }
}
