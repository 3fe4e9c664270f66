using Google.Protobuf.WellKnownTypes;
using Grpc.Net.Client;
using LiveIp.Host.Demo.Comparison;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Host.Demo;

/// <summary>What LiveIp makes of the show, asked over gRPC and printed: the one place where the demo does either.</summary>
internal sealed class DemoOutcome(GrpcChannel channel, IAnsiConsole console)
{
    private const string TheShow = "broadcasts/last";

    /// <param name="window">Where the show that is judged lies in the log.</param>
    /// <param name="seed">Of the suggestion's draw, so that the same demo suggests the same.</param>
    public async Task WriteAsync(ShowWindow window, int seed, CancellationToken cancellationToken)
    {
        var scores = new ScoreService.ScoreServiceClient(channel);
        var request = new GetScoreRequest { Preset = "SeedAlphaW" };
        if (window != ShowWindow.Whole)
        {
            request.StartTime = window.From.ToTimestamp();
        }

        var preset = await scores.GetScoreAsync(request, cancellationToken: cancellationToken);
        var score = await scores.ExplainScoreAsync(new ExplainScoreRequest { Broadcast = TheShow }, cancellationToken: cancellationToken);
        var next = await new StrategyService.StrategyServiceClient(channel).SuggestAsync(
            new SuggestRequest { Seed = (ulong)seed },
            cancellationToken: cancellationToken
        );
        DemoOutcomeWriter.WritePreset(console, preset.Score);
        DemoOutcomeWriter.WriteScore(console, score.Score, score.Sentences);
        DemoOutcomeWriter.WriteSuggestion(console, next.Suggestion);
    }
}
