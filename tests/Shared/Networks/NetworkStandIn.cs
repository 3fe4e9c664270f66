using System.Net.Sockets;

namespace LiveIp.Plugins.Testing;

/// <summary>A network on a loopback port: refuses what the real one refuses, and can lose what it answers.</summary>
internal abstract class NetworkStandIn : IAsyncDisposable
{
    protected NetworkStandIn() => Receiver = new Receiver(AnswerAsync);

    public Receiver Receiver { get; }

    public Uri Uri => Receiver.Uri;

    /// <summary>The texts of what was posted, as readers see them.</summary>
    public abstract IReadOnlyList<string> Posted { get; }

    /// <summary>Said instead of acting.</summary>
    public Reply? InsteadOfActing { get; set; }

    /// <summary>Said after having acted, instead of the truth.</summary>
    public Func<Socket, Task>? AfterActing { get; set; }

    /// <summary>Asked after having acted: whether this answer is the truth all the same, such as that of a call that publishes nothing.</summary>
    public Func<bool> AnswersTruly { get; set; } = static () => false;

    public ValueTask DisposeAsync() => Receiver.DisposeAsync();

    /// <summary>What the real one does with a request.</summary>
    protected abstract Reply Act(Received request);

    private Task AnswerAsync(Received request, Socket socket)
    {
        if (InsteadOfActing is { } reply)
        {
            return reply.SendAsync(socket);
        }

        var truth = Act(request);
        return AfterActing is { } lost && !AnswersTruly() ? lost(socket) : truth.SendAsync(socket);
    }
}
