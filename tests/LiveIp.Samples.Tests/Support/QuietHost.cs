using System.Net;
using Grpc.Core;
using LiveIp.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveIp.Samples.Tests.Support;

/// <summary>A gRPC host whose one channel is live at once, and which says nothing more of a poll after that it has begun.</summary>
internal sealed class QuietHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private QuietHost()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static k => k.Listen(IPAddress.Loopback, 0, static l => l.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        _app = builder.Build();
        _app.MapGrpcService<Preflight>();
        _app.MapGrpcService<Broadcasts>();
        _app.MapGrpcService<Polls>();
    }

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<QuietHost> StartAsync(CancellationToken cancellationToken)
    {
        var host = new QuietHost();
        await host._app.StartAsync(cancellationToken);
        return host;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static Broadcast Live() =>
        new()
        {
            Name = "broadcasts/1",
            Channels =
            {
                new BroadcastChannel
                {
                    Channel = "channels/one",
                    Platform = "twitch",
                    State = BroadcastChannel.Types.State.Live,
                },
            },
        };

    private static SharedPoll Open() => new() { Name = "polls/1", State = SharedPoll.Types.State.Open };

    private sealed class Preflight : PreflightService.PreflightServiceBase
    {
        public override Task RunPreflight(
            RunPreflightRequest request,
            IServerStreamWriter<RunPreflightResponse> responseStream,
            ServerCallContext context
        ) => Task.CompletedTask;
    }

    private sealed class Broadcasts : BroadcastService.BroadcastServiceBase
    {
        public override Task<CreateBroadcastResponse> CreateBroadcast(CreateBroadcastRequest request, ServerCallContext context) =>
            Task.FromResult(new CreateBroadcastResponse { Broadcast = Live() });

        public override Task<GoLiveResponse> GoLive(GoLiveRequest request, ServerCallContext context) =>
            Task.FromResult(new GoLiveResponse { Broadcast = Live() });

        public override Task WatchBroadcast(
            WatchBroadcastRequest request,
            IServerStreamWriter<WatchBroadcastResponse> responseStream,
            ServerCallContext context
        ) => responseStream.WriteAsync(new WatchBroadcastResponse { Broadcast = Live() }, context.CancellationToken);
    }

    private sealed class Polls : PollService.PollServiceBase
    {
        public override Task<CreatePollResponse> CreatePoll(CreatePollRequest request, ServerCallContext context) =>
            Task.FromResult(new CreatePollResponse { Poll = Open() });

        public override Task WatchPoll(
            WatchPollRequest request,
            IServerStreamWriter<WatchPollResponse> responseStream,
            ServerCallContext context
        ) => responseStream.WriteAsync(new WatchPollResponse { Poll = Open() }, context.CancellationToken);
    }
}
