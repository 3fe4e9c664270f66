using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LiveIp.Plugins.Testing;

/// <summary>A network's server on a real port of this machine.</summary>
internal abstract class ServerStandIn : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected ServerStandIn(int ports)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            for (var i = 0; i < ports; i++)
            {
                kestrel.Listen(System.Net.IPAddress.Loopback, 0);
            }
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        _app = builder.Build();
        _app.Run(RunAsync);
    }

    /// <summary>"POST /path", in the order in which they came.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>Happens once, to the next call that publishes.</summary>
    public Fault Next { get; set; }

    /// <summary>Status and body of <see cref="Fault.ActAndSay"/>.</summary>
    public (int Status, string Body) Say { get; set; }

    /// <summary>The next call that is this one ("GET /path") is answered with half a body; null for none.</summary>
    public string? BreaksOff { get; set; }

    /// <summary>Completes when a call hangs.</summary>
    public Task Hanging => _hanging.Task.WaitAsync(TimeSpan.FromSeconds(15));

    protected Uri[] Addresses { get; private set; } = [];

    public int Count(string call) => Calls.Count(c => c == call);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _app.DisposeAsync();
        _stop.Dispose();
    }

    protected async Task StartAsync()
    {
        await _app.StartAsync();
        Addresses = [.. _app.Urls.Select(url => new Uri(url))];
    }

    protected abstract Task AnswerAsync(HttpContext http);

    /// <summary>Publishes once the faults allow it, and answers if they allow that.</summary>
    protected async Task PublishAsync(HttpContext http, Func<Task> act)
    {
        var fault = Next;
        Next = Fault.None;
        switch (fault)
        {
            case Fault.Cut:
                http.Abort();
                return;
            case Fault.None:
                await act();
                return;
        }

        var answer = http.Response.Body;
        http.Response.Body = Stream.Null;
        await act();
        http.Response.Body = answer;
        switch (fault)
        {
            case Fault.ActAndFail:
                http.Response.Clear();
                http.Response.StatusCode = 500;
                break;
            case Fault.ActAndSay:
                http.Response.Clear();
                http.Response.StatusCode = Say.Status;
                http.Response.Headers.Location = "http://169.254.169.254/";
                await http.Response.WriteAsync(Say.Body);
                break;
            case Fault.ActAndHang:
                _hanging.TrySetResult();
                await Task.Delay(Timeout.Infinite, _stop.Token).WaitAsync(http.RequestAborted);
                break;
            default:
                http.Abort();
                break;
        }
    }

    protected static async Task JsonAsync(HttpContext http, int status, JsonNode body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.WriteAsync(body.ToJsonString());
    }

    private async Task RunAsync(HttpContext http)
    {
        var call = $"{http.Request.Method} {http.Request.Path}";
        Calls.Enqueue(call);
        try
        {
            if (call == BreaksOff)
            {
                BreaksOff = null;
                await AnswerHalfAsync(http);
                return;
            }

            await AnswerAsync(http);
        }
        catch (OperationCanceledException)
        {
            http.Abort();
        }
    }

    private async Task AnswerHalfAsync(HttpContext http)
    {
        var answer = http.Response.Body;
        using var whole = new MemoryStream();
        http.Response.Body = whole;
        await AnswerAsync(http);
        http.Response.Body = answer;
        // Kestrel closes the connection when less came than was promised.
        http.Response.ContentLength = whole.Length;
        await answer.WriteAsync(whole.GetBuffer().AsMemory(0, (int)whole.Length / 2), http.RequestAborted);
        await answer.FlushAsync(http.RequestAborted);
    }
}
