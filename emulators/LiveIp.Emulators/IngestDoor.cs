using System.Net;
using System.Net.Sockets;

namespace LiveIp.Emulators;

/// <summary>
/// Where encoders would send to: takes every connection and reads what comes, and speaks no RTMP. A client that only looks whether the
/// server is there has sent nothing; one that has is counted.
/// </summary>
internal sealed class IngestDoor : IAsyncDisposable
{
    private const int MostAtOnce = 64;

    private readonly TcpListener _listener;
    private readonly SemaphoreSlim _places = new(MostAtOnce);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;
    private long _connections;
    private long _bytes;

    public IngestDoor(int port)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>With a slash at its end.</summary>
    public Uri Address => new($"rtmp://127.0.0.1:{Port}/");

    /// <summary>So far.</summary>
    public long Connections => Interlocked.Read(ref _connections);

    /// <summary>Received so far, over all connections.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _listener.Dispose();
        _end.Dispose();
        _places.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                await _places.WaitAsync(_end.Token);
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                Interlocked.Increment(ref _connections);
                open.RemoveAll(static o => o.IsCompleted);
                open.Add(ReadAsync(client));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ReadAsync(TcpClient client)
    {
        var buffer = new byte[4096];
        try
        {
            using (client)
            {
                var stream = client.GetStream();
                while (await stream.ReadAsync(buffer, _end.Token) is > 0 and var read)
                {
                    Interlocked.Add(ref _bytes, read);
                }
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // The encoder went without a word, or the process ends.
        }
        finally
        {
            _places.Release();
        }
    }
}
