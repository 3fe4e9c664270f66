using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LiveIp.Plugins.Testing;

/// <summary>A receiver on a loopback port that reads one request a connection and then does what the test says, byte by byte.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Received, Socket, Task> _answer;
    private readonly Task _serving;
    private readonly TaskCompletionSource _received = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Receiver(Func<Socket, Task> answer)
        : this((_, socket) => answer(socket)) { }

    public Receiver(Func<Received, Socket, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    public ConcurrentQueue<Received> Requests { get; } = new();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Uri => new($"http://127.0.0.1:{Port}/");

    /// <summary>Completes when a whole request is here.</summary>
    public Task FirstRequest => _received.Task.WaitAsync(TimeSpan.FromSeconds(15));

    public static Receiver Answering(string status, params string[] headers)
    {
        var head = string.Concat(headers.Select(header => $"{header}\r\n"));
        return new(socket => socket.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{head}Content-Length: 0\r\n\r\n")));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using var socket = await _listener.AcceptSocketAsync(_stop.Token);
            if (await Received.ReadAsync(socket, _stop.Token) is { } request)
            {
                Requests.Enqueue(request);
                _received.TrySetResult();
                await _answer(request, socket).WaitAsync(_stop.Token);
            }
        }
    }
}
