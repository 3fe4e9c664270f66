using LiveIp.Contracts;
using LiveIp.V1;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveIp.Host.Tests.Plugins;

/// <summary>A connection that keeps the first event.</summary>
internal sealed class RecordingConnection : IConnection
{
    private readonly TaskCompletionSource<LiveEvent> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<LiveEvent> FirstEvent => _first.Task;

    public ChannelIdentity Channel { get; } = new() { Id = "world", DisplayName = "World" };

    public string? Checkpoint => null;

    public ISecretStore Secrets => throw new NotSupportedException();

    public IAccessTokens Tokens => throw new NotSupportedException();

    public TimeProvider Clock => TimeProvider.System;

    public ILogger Logger => NullLogger.Instance;

    public void ReportOnline(Continuity continuity, TimeSpan maxSilence) { }

    public void ReportHeard() { }

    public ValueTask WriteAsync(IReadOnlyList<LiveEvent> events, string? checkpoint, CancellationToken cancellationToken)
    {
        foreach (var item in events)
            _first.TrySetResult(item);
        return ValueTask.CompletedTask;
    }

    public Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
