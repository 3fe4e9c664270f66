using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LiveIp.EndToEnd.Tests.Secrets;

/// <summary>Refuses everything, and repeats in every member in which a network explains itself all that it was sent.</summary>
internal sealed class GossipServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private GossipServer(int status)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(http => AnswerAsync(http, status));
    }

    public Uri Address => new(_app.Urls.First());

    public static async Task<GossipServer> StartAsync(int status, CancellationToken cancellationToken)
    {
        var server = new GossipServer(status);
        await server._app.StartAsync(cancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task AnswerAsync(HttpContext http, int status)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        var all = $"{http.Request.Path}{http.Request.QueryString} {http.Request.Headers.Authorization} {WebUtility.UrlDecode(body)}";
        http.Response.StatusCode = status;
        await http.Response.WriteAsJsonAsync(
            new
            {
                // Discord's and Feishu's; WeCom's and DingTalk's; Telegram's; Weibo's.
                code = 50027,
                message = all,
                msg = all,
                errcode = 93000,
                errmsg = all,
                ok = false,
                description = all,
                error_code = 21301,
                error = all,
            }
        );
    }
}
