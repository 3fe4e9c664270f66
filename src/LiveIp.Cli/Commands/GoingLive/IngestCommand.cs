using System.CommandLine;
using LiveIp.Cli.Commands.Channels;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.GoingLive;

/// <summary><c>liveip ingest</c></summary>
internal static class IngestCommand
{
    public static Command Create(CommandRunner runner)
    {
        var channels = new Argument<string[]>("channel")
        {
            Description = "channels/{id}, or the id alone; none means all",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var reveal = new Option<bool>("--reveal")
        {
            Description = "Show the stream keys. Whoever reads one can broadcast on the channel: not while the screen is shared",
        };
        var command = new DocumentedCommand(
            "ingest",
            "What OBS needs: server and stream key of each channel. 显示 OBS 需要的服务器和串流密钥。",
            "liveip ingest",
            "liveip ingest abc --reveal"
        )
        {
            channels,
            reveal,
        };
        var listing = new Listing(runner, command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var request = new ListIngestsRequest { RevealKeys = parsed.GetValue(reveal) };
                request.Channels.Add((parsed.GetValue(channels) ?? []).Select(ChannelNames.Of));
                var answer = await host.Broadcasts.ListIngestsAsync(request, cancellationToken: cancellationToken);
                string[] columns = ["channel", "platform", "server", "stream key", "receiving", "note"];
                return await listing.WriteAsync(parsed, answer, answer.Ingests.SelectMany(Rows), columns, static row => row);
            }
        );
        return command;
    }

    private static IEnumerable<string[]> Rows(ChannelIngest ingest)
    {
        var (channel, platform) = (Tone.Text(ingest.Channel), Tone.Platform(ingest.Platform));
        foreach (var endpoint in ingest.Endpoints)
        {
            yield return
            [
                channel,
                platform,
                Tone.Text(endpoint.Server),
                Tone.Text(endpoint.Key),
                endpoint.Active ? "[green]yes[/]" : "no",
                Tone.Text(endpoint.Title),
            ];
        }

        if (ingest.Problem is { } problem)
        {
            yield return
            [
                channel,
                platform,
                "",
                "",
                "",
                problem.Reason == "CAPABILITY_UNSUPPORTED"
                    ? "copy server and key from the platform's own live page"
                    : Tone.Text($"{problem.Reason}: {problem.Message}"),
            ];
        }
        else if (ingest.Endpoints.Count == 0)
        {
            yield return [channel, platform, "", "", "", "no key yet: 'liveip golive' makes one"];
        }
    }
}
