using Google.Protobuf.WellKnownTypes;
using Grpc.Net.Client;
using LiveIp.Host.Demo.Comparison;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Host.Demo;

/// <summary>What LiveIp makes of the show, asked over gRPC and printed: the one place where the demo does either.</summary>
internal sealed class DemoOutcome(GrpcChannel channel, IAnsiConsole console)
{
    /// <param name="window">Where the show that is judged lies in the log.</param>
    public async Task WriteAsync(ShowWindow window, CancellationToken cancellationToken)
    {
        var request = new GetScoreRequest { Preset = "SeedAlphaW" };
        if (window != ShowWindow.Whole)
        {
            request.StartTime = window.From.ToTimestamp();
        }

        var answer = await new ScoreService.ScoreServiceClient(channel).GetScoreAsync(request, cancellationToken: cancellationToken);
        DemoReportWriter.WriteScore(console, answer.Score);
    }
}
