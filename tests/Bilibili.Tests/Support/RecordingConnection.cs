using System.Collections.Concurrent;
using LiveIp.Contracts;
using LiveIp.V1;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveIp.Plugins.Bilibili.Tests.Support;

/// <summary>What the host gives an adapter, kept in memory. One object lives over several attempts, as a channel does.</summary>
internal sealed class RecordingConnection : IConnection, ISecretStore, IAccessTokens
{
    private readonly ConcurrentDictionary<string, string> _secrets = new() { ["identity_code"] = "CODE123" };
    private string? _written;

    public ConcurrentQueue<string> Steps { get; } = new();

    public ConcurrentQueue<LiveEvent> Events { get; } = new();

    public ConcurrentQueue<int> Batches { get; } = new();

    public TimeSpan MaxSilence { get; private set; }

    public ChannelIdentity Channel { get; init; } = new() { Id = "100", DisplayName = "Bilibili 100" };

    public string? Checkpoint { get; set; }

    public ISecretStore Secrets => this;

    /// <summary>Secrets can be read and not written.</summary>
    public bool FullDisk { get; set; }

    public IAccessTokens Tokens => this;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public ILogger Logger => NullLogger.Instance;

    public string? Secret(string id) => _secrets.GetValueOrDefault(id);

    public void Forget(string id) => _secrets.TryRemove(id, out _);

    public void ReportOnline(Continuity continuity, TimeSpan maxSilence)
    {
        MaxSilence = maxSilence;
        Steps.Enqueue($"online {continuity}");
    }

    public void ReportHeard() => Steps.Enqueue("heard");

    public ValueTask WriteAsync(IReadOnlyList<LiveEvent> events, string? checkpoint, CancellationToken cancellationToken)
    {
        if (checkpoint is not null)
        {
            _written = checkpoint;
            Steps.Enqueue("checkpoint");
        }

        if (events.Count > 0)
        {
            Batches.Enqueue(events.Count);
        }

        foreach (var it in events)
        {
            Events.Enqueue(it);
            Steps.Enqueue($"event {it.Id}");
        }

        return ValueTask.CompletedTask;
    }

    public Task FlushAsync(CancellationToken cancellationToken)
    {
        Checkpoint = _written ?? Checkpoint;
        Steps.Enqueue("flush");
        return Task.CompletedTask;
    }

    public ValueTask<string?> ReadAsync(string id, CancellationToken cancellationToken) => ValueTask.FromResult(Secret(id));

    public ValueTask WriteAsync(string id, string? value, CancellationToken cancellationToken)
    {
        if (value is null)
        {
            Forget(id);
            Steps.Enqueue($"forget {id}");
        }
        else if (FullDisk)
        {
            throw new IOException("database or disk is full");
        }
        else
        {
            _secrets[id] = value;
            Steps.Enqueue($"secret {id}");
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<string> GetAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<string> RefreshAsync(string rejected, CancellationToken cancellationToken) => throw new NotSupportedException();
}
