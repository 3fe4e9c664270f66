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

/// <summary>Answers the strategy's calls with what the test says, and keeps what was asked: a history that ends in given words takes long to stream.</summary>
internal sealed class StrategyHost : StrategyService.StrategyServiceBase, IAsyncDisposable
{
    private WebApplication? _app;

    public SuggestRequest? Suggested { get; private set; }

    public RecordChoiceRequest? Recorded { get; private set; }

    public BackTestRequest? Tested { get; private set; }

    public required Suggestion Suggestion { get; init; }

    public BackTestResponse BackTestAnswer { get; init; } = new();

    /// <summary>How many are in its list.</summary>
    public int Listed { get; init; }

    public static async Task<StrategyHost> StartAsync(StrategyHost host)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static k =>
            k.Listen(System.Net.IPAddress.Loopback, 0, static l => l.Protocols = HttpProtocols.Http2)
        );
        builder.Services.AddSingleton(host).AddGrpc();
        host._app = builder.Build();
        host._app.MapGrpcService<StrategyHost>();
        await host._app.StartAsync(Deadline.Token());
        return host;
    }

    /// <summary>The program against this host.</summary>
    public Task<Run> RunAsync(params string[] args)
    {
        var address = _app!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return Run.ToEndAsync([.. args, "--address", address, "--token", "t"]);
    }

    public override Task<SuggestResponse> Suggest(SuggestRequest request, ServerCallContext context)
    {
        Suggested = request;
        return Task.FromResult(new SuggestResponse { Suggestion = Suggestion });
    }

    public override Task<RecordChoiceResponse> RecordChoice(RecordChoiceRequest request, ServerCallContext context)
    {
        Recorded = request;
        return Task.FromResult(new RecordChoiceResponse { Suggestion = Suggestion });
    }

    public override Task<ListSuggestionsResponse> ListSuggestions(ListSuggestionsRequest request, ServerCallContext context)
    {
        // Pages of two: what the program asks for is the most, not what it gets.
        var from = request.PageToken.Length == 0 ? 0 : int.Parse(request.PageToken, System.Globalization.CultureInfo.InvariantCulture);
        var count = Math.Min(Math.Min(2, request.PageSize), Listed - from);
        return Task.FromResult(
            new ListSuggestionsResponse
            {
                Suggestions = { Enumerable.Range(from, count).Select(i => Named($"suggestions/{i}")) },
                NextPageToken = from + count < Listed ? $"{from + count}" : "",
            }
        );
    }

    public override Task<BackTestResponse> BackTest(BackTestRequest request, ServerCallContext context)
    {
        Tested = request;
        return Task.FromResult(BackTestAnswer);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    private Suggestion Named(string name)
    {
        var named = Suggestion.Clone();
        named.Name = name;
        return named;
    }
}
