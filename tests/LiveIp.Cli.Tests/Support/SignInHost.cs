using System.Threading.Channels;
using Grpc.Core;
using LiveIp.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveIp.Cli.Tests.Support;

/// <summary>A host whose sign-ins go as the test says, step by step.</summary>
internal sealed class SignInHost : SignInService.SignInServiceBase, IAsyncDisposable
{
    private readonly Channel<WatchSignInResponse> _steps = System.Threading.Channels.Channel.CreateUnbounded<WatchSignInResponse>();
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication? _app;

    public BeginSignInRequest? Begun { get; private set; }

    public string? Removed { get; private set; }

    public Task Cancelled => _cancelled.Task;

    public ListSignInsResponse Accounts { get; } = new();

    public static async Task<SignInHost> StartAsync()
    {
        var host = new SignInHost();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static k =>
            k.Listen(System.Net.IPAddress.Loopback, 0, static l => l.Protocols = HttpProtocols.Http2)
        );
        builder.Services.AddSingleton(host).AddSingleton<Plugins>().AddGrpc();
        host._app = builder.Build();
        host._app.MapGrpcService<SignInHost>();
        host._app.MapGrpcService<Plugins>();
        await host._app.StartAsync(Deadline.Token());
        return host;
    }

    public void Tell(params IEnumerable<WatchSignInResponse> steps)
    {
        foreach (var step in steps)
        {
            _steps.Writer.TryWrite(step);
        }
    }

    public Run Start(params string[] args) => Run.Start([.. args, .. Where]);

    public Task<Run> RunAsync(params string[] args) => Run.ToEndAsync([.. args, .. Where]);

    private string[] Where =>
        [
            "--address",
            _app!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single(),
            "--token",
            "t",
        ];

    public override Task<BeginSignInResponse> BeginSignIn(BeginSignInRequest request, ServerCallContext context)
    {
        Begun = request;
        return Task.FromResult(new BeginSignInResponse { Session = "signInSessions/one" });
    }

    public override async Task WatchSignIn(
        WatchSignInRequest request,
        IServerStreamWriter<WatchSignInResponse> responseStream,
        ServerCallContext context
    )
    {
        await foreach (var step in _steps.Reader.ReadAllAsync(context.CancellationToken))
        {
            await responseStream.WriteAsync(step, context.CancellationToken);
        }
    }

    public override Task<CancelSignInResponse> CancelSignIn(CancelSignInRequest request, ServerCallContext context)
    {
        _cancelled.TrySetResult();
        return Task.FromResult(new CancelSignInResponse());
    }

    public override Task<ListSignInsResponse> ListSignIns(ListSignInsRequest request, ServerCallContext context) =>
        Task.FromResult(Accounts);

    public override Task<RemoveSignInResponse> RemoveSignIn(RemoveSignInRequest request, ServerCallContext context)
    {
        Removed = request.Name;
        return Task.FromResult(new RemoveSignInResponse { Revoked = true, Detail = "Taken back at the platform." });
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    private sealed class Plugins : PluginService.PluginServiceBase
    {
        public override Task<ListPluginsResponse> ListPlugins(ListPluginsRequest request, ServerCallContext context) =>
            Task.FromResult(
                new ListPluginsResponse
                {
                    Plugins =
                    {
                        new Plugin
                        {
                            Extensions =
                            {
                                new Extension
                                {
                                    Id = "twitch",
                                    Kind = Extension.Types.Kind.Platform,
                                    Capabilities = { "oauth", "sign_in_check" },
                                },
                            },
                        },
                    },
                }
            );
    }
}
