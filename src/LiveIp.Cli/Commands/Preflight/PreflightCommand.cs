using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Cli.Commands.Channels;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Preflight;

/// <summary><c>liveip preflight</c></summary>
internal static class PreflightCommand
{
    private const double LongestHours = 30 * 24;

    public static Command Create(CommandRunner runner)
    {
        var channels = new Argument<string[]>("channels")
        {
            Description = "channels/{id}, or the id alone; all that are followed if absent",
        };
        var hours = new Option<double>("--hours")
        {
            Description = "How long the show is planned to last",
            DefaultValueFactory = static _ => 4,
        };
        hours.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and <= LongestHours))
            {
                result.AddError($"--hours: more than 0, at most {LongestHours}.");
            }
        });
        var json = new Option<bool>("--json") { Description = "One JSON object per channel" };
        var command = new DocumentedCommand(
            "preflight",
            "Check every channel before a show; exit code 4 when something must be mended. 开播前检查各频道。",
            "liveip preflight",
            "liveip preflight channels/abc --hours 6",
            "liveip preflight --json | jq 'select(.ready | not)'"
        )
        {
            channels,
            hours,
            json,
        };
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var request = new RunPreflightRequest
                {
                    Channels = { (parsed.GetValue(channels) ?? []).Select(ChannelNames.Of) },
                    PlannedEnd = (TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(parsed.GetValue(hours))).ToTimestamp(),
                };
                using var call = host.Preflight.RunPreflight(request, cancellationToken: cancellationToken);
                var (all, ready) = (0, 0);
                await foreach (var response in call.ResponseStream.ReadAllAsync(cancellationToken))
                {
                    all++;
                    ready += response.Report.Ready ? 1 : 0;
                    if (parsed.GetValue(json))
                    {
                        await runner.Output.WriteLineAsync(Json.Answer(response.Report));
                    }
                    else
                    {
                        Write(runner.Console, response.Report);
                    }
                }

                if (!parsed.GetValue(json))
                {
                    runner.Console.MarkupLine(
                        all == 0 ? "No channel is followed yet. See: liveip connect --help" : $"{ready} of {all} channels are ready."
                    );
                }

                return ready == all ? ExitCodes.Done : ExitCodes.Degraded;
            }
        );
        return command;
    }

    private static void Write(IAnsiConsole console, PreflightReport report)
    {
        var ready = report.Ready ? "[green]ready[/]" : "[red]not ready[/]";
        console.MarkupLine($"{Tone.Text(report.DisplayName)} ({Tone.Text(report.Channel)}) on {Tone.Platform(report.Platform)}: {ready}");
        foreach (var finding in report.Findings)
        {
            console.MarkupLine($"  {Mark(finding.Outcome)} {Name(finding.Check)}: {Tone.Text(finding.Detail)}");
        }
    }

    private static string Mark(PreflightFinding.Types.Outcome outcome) =>
        outcome switch
        {
            PreflightFinding.Types.Outcome.Ok => "[green]ok[/]",
            PreflightFinding.Types.Outcome.Failed => "[red]FAILED[/]",
            PreflightFinding.Types.Outcome.NotKnown => "[grey]not known[/]",
            _ => "[yellow]warning[/]",
        };

    private static string Name(PreflightFinding.Types.Check check) =>
        check switch
        {
            PreflightFinding.Types.Check.Connection => "connection",
            PreflightFinding.Types.Check.SignedIn => "signed in",
            PreflightFinding.Types.Check.Scopes => "rights",
            PreflightFinding.Types.Check.TokenLifetime => "token lifetime",
            PreflightFinding.Types.Check.Quota => "quota",
            PreflightFinding.Types.Check.LiveStreaming => "live streaming",
            PreflightFinding.Types.Check.Ingest => "ingest",
            _ => "check",
        };
}
