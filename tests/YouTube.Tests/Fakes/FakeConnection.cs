using System.Collections.Concurrent;
using System.Threading.Channels;
using LiveIp.Contracts;
using LiveIp.V1;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace YouTube.Tests.Fakes;

/// <summary>The host's side of one attempt: keeps what it is given.</summary>
internal sealed class FakeConnection(FakeTokens tokens, string? checkpoint = null) : IConnection, IChannelContext, ISecretStore, IQuota
{
    private readonly Channel<LiveEvent> _events = System.Threading.Channels.Channel.CreateUnbounded<LiveEvent>();

    public ChannelIdentity Channel { get; init; } = new() { Id = FakeYouTube.ChannelId, DisplayName = "Star" };

    public string? Checkpoint { get; private set; } = checkpoint;

    public ISecretStore Secrets => this;

    public IAccessTokens Tokens => tokens;

    public IQuota Quota => this;

    /// <summary>What was counted.</summary>
    public ConcurrentQueue<(string Operation, int Units, QuotaUse Use)> Spent { get; } = [];

    public TimeProvider Clock => TimeProvider.System;

    public ILogger Logger => NullLogger.Instance;

    public ConcurrentQueue<Continuity> Online { get; } = [];

    /// <summary>All checkpoints in the order in which they came, each with the ids of the events written with it.</summary>
    public ConcurrentQueue<(string? Checkpoint, string[] Ids)> Writes { get; } = [];

    public void ReportOnline(Continuity continuity, TimeSpan maxSilence) => Online.Enqueue(continuity);

    public void ReportHeard() { }

    public void Spend(string bucket, string operation, int units, QuotaUse use) => Spent.Enqueue((operation, units, use));

    public TimeSpan Pace(string bucket, TimeSpan wanted, int units, double share) => wanted;

    public void Observe(string name, long limit, long left, DateTimeOffset resetsAt) { }

    public ValueTask WriteAsync(IReadOnlyList<LiveEvent> events, string? checkpoint, CancellationToken cancellationToken)
    {
        Writes.Enqueue((checkpoint, [.. events.Select(e => e.Id)]));
        Checkpoint = checkpoint ?? Checkpoint;
        foreach (var happened in events)
        {
            _events.Writer.TryWrite(happened);
        }

        return ValueTask.CompletedTask;
    }

    public Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Waits for the next event of which this is true; those before it are passed over.</summary>
    public async Task<LiveEvent> NextAsync(Predicate<LiveEvent> wanted)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        while (true)
        {
            var happened = await _events.Reader.ReadAsync(deadline.Token);
            if (wanted(happened))
            {
                return happened;
            }
        }
    }

    public ValueTask<string?> ReadAsync(string id, CancellationToken cancellationToken) => ValueTask.FromResult<string?>(null);

    public ValueTask WriteAsync(string id, string? value, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}

/// <summary>Tokens "token-1", "token-2", …: each refresh gives the next.</summary>
internal sealed class FakeTokens : IAccessTokens
{
    private int _number = 1;

    public ConcurrentQueue<string> Refreshed { get; } = [];

    public string Current => $"token-{_number}";

    public ValueTask<string> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Current);

    public ValueTask<string> RefreshAsync(string rejected, CancellationToken cancellationToken)
    {
        if (rejected == Current)
        {
            Interlocked.Increment(ref _number);
            Refreshed.Enqueue(rejected);
        }

        return ValueTask.FromResult(Current);
    }
}
