using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LiveIp.Host.SignIn.Flows;

/// <summary>What came back with the browser.</summary>
/// <param name="Code">Null when the platform refused.</param>
/// <param name="Error">The platform's word for the refusal; null when there is a code.</param>
internal sealed record LoopbackAnswer(string? Code, string? Error);

/// <summary>
/// Waits on a port of 127.0.0.1 for one browser to come back (RFC 8252, section 7.3). Any page that the person has open can send requests here: what
/// does not carry the state that only the platform was told is turned away and changes nothing.
/// </summary>
internal sealed class LoopbackListener : IAsyncDisposable
{
    private const int LongestAnswer = 4096;

    private readonly WebApplication _app;
    private readonly byte[] _state;
    private readonly TaskCompletionSource<LoopbackAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LoopbackListener(WebApplication app, string state) => (_app, _state) = (app, Encoding.UTF8.GetBytes(state));

    public int Port { get; private set; }

    /// <summary>What the platform is told to send the browser to: the address, not "localhost", which others may answer for (section 8.3).</summary>
    public string RedirectUri => $"http://127.0.0.1:{Port}/";

    /// <param name="port">0 takes a free one.</param>
    /// <param name="state">What the browser must bring back.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<LoopbackListener> OpenAsync(int port, string state, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        // Its requests hold the code; none of it is logged.
        builder.Logging.ClearProviders();
        // Signals are the host's.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = 16;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxRequestLineSize = 2 * LongestAnswer;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(5);
            kestrel.Listen(IPAddress.Loopback, port, static listen => listen.Protocols = HttpProtocols.Http1);
        });
        var app = builder.Build();
        var listener = new LoopbackListener(app, state);
        app.Run(listener.ReceiveAsync);
        try
        {
            await app.StartAsync(cancellationToken);
            listener.Port = new Uri(app.Urls.First()).Port;
            return listener;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public Task<LoopbackAnswer> AnswerAsync(CancellationToken cancellationToken) => _answer.Task.WaitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _answer.TrySetCanceled();
        // Lets the page that is being written out; a browser that keeps its connection open does not hold up the sign-in.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }

    private Task ReceiveAsync(HttpContext context)
    {
        // A page elsewhere whose name was made to point here (DNS rebinding) says its own name.
        if (context.Request.Host.Value != $"127.0.0.1:{Port}")
        {
            return AnswerPage.WriteAsync(context, StatusCodes.Status421MisdirectedRequest, AnswerPage.NotForUs);
        }

        if (context.Request.Path != "/")
        {
            return AnswerPage.WriteAsync(context, StatusCodes.Status404NotFound, AnswerPage.NotForUs);
        }

        if (!HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET";
            return AnswerPage.WriteAsync(context, StatusCodes.Status405MethodNotAllowed, AnswerPage.NotForUs);
        }

        var (state, code, error) = (One(context, "state"), One(context, "code"), One(context, "error"));
        var told = Encoding.UTF8.GetBytes(state ?? "");
        if (!CryptographicOperations.FixedTimeEquals(told, _state) || (code is null) == (error is null))
        {
            return AnswerPage.WriteAsync(context, StatusCodes.Status400BadRequest, AnswerPage.NotForUs);
        }

        return _answer.TrySetResult(new LoopbackAnswer(code, error))
            ? AnswerPage.WriteAsync(context, StatusCodes.Status200OK, code is null ? AnswerPage.Refused : AnswerPage.Allowed)
            : AnswerPage.WriteAsync(context, StatusCodes.Status410Gone, AnswerPage.Over);
    }

    // RFC 6749, section 3.1: parameters must not come twice.
    private static string? One(HttpContext context, string name) =>
        context.Request.Query[name] is [{ Length: > 0 and <= LongestAnswer } value] ? value : null;

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
