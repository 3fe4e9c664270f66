using System.CommandLine;
using Google.Protobuf;
using Grpc.Core;
using LiveIp.Cli.Connection;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;
using State = LiveIp.V1.BroadcastChannel.Types.State;

namespace LiveIp.Cli.Commands.GoingLive;

/// <summary>What becomes of a planned broadcast, channel by channel.</summary>
internal sealed class Progress(CommandRunner runner, Command command)
{
    private readonly Listing _listing = new(runner, command);

    /// <returns>0, or 1 when a channel has failed.</returns>
    public async Task<int> WriteAsync(ParseResult parsed, IMessage answer, Broadcast broadcast)
    {
        if (!_listing.IsJson(parsed))
        {
            var start = broadcast.ScheduledTime is { } time ? $", for {Tone.Time(time)}" : "";
            runner.Console.MarkupLine(
                $"[bold]{Tone.Text(broadcast.Name.Length > 0 ? broadcast.Name : "nothing stored")}[/] {Tone.Text(broadcast.Title)}: {Word(broadcast)}{start}"
            );
        }

        string[] columns = ["channel", "platform", "state", "address", "category", "not set there", "problem"];
        var written = await _listing.WriteAsync(parsed, answer, broadcast.Channels, columns, Row);
        return broadcast.Channels.Any(static c => c.State == State.Failed) ? ExitCodes.Refused : written;
    }

    /// <summary>A line at each change, until every channel is done or has failed; the table then.</summary>
    /// <param name="isDone">Nothing more is waited for.</param>
    public async Task<int> FollowAsync(
        ParseResult parsed,
        HostConnection host,
        string name,
        Predicate<BroadcastChannel> isDone,
        CancellationToken cancellationToken
    )
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        var last = new WatchBroadcastResponse { Broadcast = new() { Name = name } };
        using var watch = host.Broadcasts.WatchBroadcast(new() { Name = name }, cancellationToken: cancellationToken);
        await foreach (var told in watch.ResponseStream.ReadAllAsync(cancellationToken))
        {
            last = told;
            foreach (var channel in told.Broadcast.Channels.Where(c => Line(c) is var line && seen.GetValueOrDefault(c.Channel) != line))
            {
                seen[channel.Channel] = Line(channel);
                await runner.NoteAsync(Line(channel));
            }

            if (told.Broadcast.Channels.All(c => c.State == State.Failed || isDone(c)))
            {
                break;
            }
        }

        return await WriteAsync(parsed, last, last.Broadcast);
    }

    private static string Line(BroadcastChannel channel)
    {
        var problem = channel.Problem is { } p ? $" {p.Message}" : "";
        return $"{channel.Channel} ({channel.Platform}): {Word(channel.State)}.{problem}";
    }

    private static string[] Row(BroadcastChannel c) =>
        [
            Tone.Text(c.Channel),
            Tone.Platform(c.Platform),
            Tone.Text(Word(c.State)),
            Tone.Text(c.Uri),
            Tone.Text(c.CategoryName),
            Tone.Text(string.Join(", ", c.LeftOut)),
            Tone.Text(c.Problem is { } problem ? $"{problem.Reason}: {problem.Message}" : ""),
        ];

    private static string Word(Broadcast broadcast) =>
        broadcast.State switch
        {
            Broadcast.Types.State.Live => "[green]live[/]",
            Broadcast.Types.State.Ended => "ended",
            Broadcast.Types.State.Starting => "starting",
            Broadcast.Types.State.Ending => "ending",
            Broadcast.Types.State.Cancelled => "cancelled",
            _ => "planned",
        };

    private static string Word(State state) =>
        state switch
        {
            State.Planned => "planned",
            State.Working => "working",
            State.Ready => "ready",
            State.WaitingForEncoder => "waiting for the encoder: start it now",
            State.Live => "live",
            State.Ending => "ending: stop the encoder",
            State.Ended => "ended",
            State.Failed => "failed",
            _ => "unknown",
        };
}
