using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Plugins.YouTube.Following;

/// <summary>
/// Hands events to the host, one writer at a time. The checkpoint of a chat response is passed on only when every message of it
/// and of those before has been: gifts whose details are still being read hold it back, so that a crash loses none of them.
/// </summary>
internal sealed class EventSink(IConnection connection, ChatCheckpoint followed) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Queue<ChatResponse> _waiting = [];

    public async Task WriteAsync(IReadOnlyList<LiveEvent> events, CancellationToken cancellationToken)
    {
        if (events.Count > 0)
        {
            await WriteNextAsync(events, null, cancellationToken);
        }
    }

    /// <summary>Writes what was read of a response. What is still missing of it is in <see cref="ChatResponse.Open"/>.</summary>
    public Task WriteAsync(IReadOnlyList<LiveEvent> events, ChatResponse response, CancellationToken cancellationToken) =>
        WriteNextAsync(events, () => _waiting.Enqueue(response), cancellationToken);

    /// <summary>Writes, and counts the messages as settled in their responses.</summary>
    public Task SettleAsync(IReadOnlyList<LiveEvent> events, IEnumerable<ChatResponse> settled, CancellationToken cancellationToken) =>
        WriteNextAsync(
            events,
            () =>
            {
                foreach (var response in settled)
                {
                    response.Open--;
                }
            },
            cancellationToken
        );

    public void Dispose() => _gate.Dispose();

    private async Task WriteNextAsync(IReadOnlyList<LiveEvent> events, Action? change, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            change?.Invoke();
            await connection.WriteAsync(events, Advance(), cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    private string? Advance()
    {
        string? token = null;
        while (_waiting.TryPeek(out var response) && response.Open == 0)
        {
            token = _waiting.Dequeue().PageToken ?? token;
        }

        return token is null ? null : (followed with { PageToken = token }).ToString();
    }
}

/// <summary>One response of the chat stream.</summary>
internal sealed class ChatResponse(string? readFrom, string? pageToken, int open)
{
    /// <summary>The token with which it would be read again; null for the first response of a chat.</summary>
    public string? ReadFrom { get; } = readFrom;

    /// <summary>Where reading goes on after it.</summary>
    public string? PageToken { get; } = pageToken;

    /// <summary>How many of its messages have not been written yet.</summary>
    public int Open { get; set; } = open;
}
