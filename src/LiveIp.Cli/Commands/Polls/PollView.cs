using System.CommandLine;
using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using LiveIp.Cli.Connection;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;
using PartState = LiveIp.V1.PollPart.Types.State;
using State = LiveIp.V1.SharedPoll.Types.State;

namespace LiveIp.Cli.Commands.Polls;

/// <summary>One poll: the merged count, and what stands behind it channel by channel.</summary>
internal sealed class PollView
{
    private readonly CommandRunner _runner;
    private readonly Language _language;
    private readonly Option<bool> _json = Json.Option();

    /// <param name="runner">Where it is written.</param>
    /// <param name="command">Gets the options.</param>
    public PollView(CommandRunner runner, Command command)
    {
        _runner = runner;
        command.Options.Add(_json);
        _language = new Language(command);
    }

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <returns>5 when something is unknown, 1 when it came about nowhere or not everywhere where it could, else 0.</returns>
    public async Task<int> WriteAsync(ParseResult parsed, IMessage answer, SharedPoll poll)
    {
        if (IsJson(parsed))
        {
            await _runner.Output.WriteLineAsync(Json.Answer(answer));
        }
        else
        {
            Draw(poll, _language.Of(parsed));
        }

        return poll.Parts.Any(static p => p.State == PartState.Unknown) ? ExitCodes.Unknown
            : poll.Parts.Any(static p => p.State == PartState.Failed) || poll.Parts.All(static p => p.State == PartState.Unsupported)
                ? ExitCodes.Refused
            : ExitCodes.Done;
    }

    /// <summary>A line at each change until it is over; then the result.</summary>
    /// <param name="each">With --json, every state as a line of its own, and not the last alone.</param>
    public async Task<int> FollowAsync(ParseResult parsed, HostConnection host, string name, bool each, CancellationToken cancellationToken)
    {
        var say = _language.Of(parsed);
        var last = new WatchPollResponse { Poll = new() { Name = name } };
        var line = "";
        using var watch = host.Polls.WatchPoll(new() { Name = name }, cancellationToken: cancellationToken);
        await foreach (var told in watch.ResponseStream.ReadAllAsync(cancellationToken))
        {
            last = told;
            if (each && IsJson(parsed))
            {
                await _runner.Output.WriteLineAsync(Json.Answer(told));
            }
            else if (Line(told.Poll, say) is var next && next != line)
            {
                line = next;
                await _runner.NoteAsync(line);
            }
        }

        return each && IsJson(parsed) ? ExitCodes.Done : await WriteAsync(parsed, last, last.Poll);
    }

    /// <summary>All options with their merged votes; empty where none were told.</summary>
    public static string Votes(SharedPoll poll) =>
        poll.Tally is { Votes.Count: > 0 } tally ? string.Join("  ", tally.Votes.Select(v => $"{v.Option}: {Number(v)}")) : "";

    private void Draw(SharedPoll poll, Func<string, string, string> say)
    {
        var name = poll.Name.Length > 0 ? poll.Name : say("nothing started", "未发起");
        _runner.Console.MarkupLine($"[bold]{Tone.Text(name)}[/] {Tone.Text(poll.Question)} {Tone.Text(Word(poll.State, say))}");
        var table = new Table().AddColumns([
            "",
            say("platform", "平台"),
            .. poll.Options.Select((o, i) => Tone.Text($"{i + 1} {o}")),
            say("how", "方式"),
            say("state", "状态"),
            "",
        ]);
        if (poll.Tally is { Votes.Count: > 0 } tally)
        {
            table.AddRow([say("all together", "合计"), "", .. tally.Votes.Select(Number), "", "", ""]);
        }

        foreach (var part in poll.Parts)
        {
            var votes = part.Votes.Count > 0 ? part.Votes.Select(Number) : poll.Options.Select(static _ => "");
            string[] row = [Tone.Text(part.Channel), Tone.Platform(part.Platform), .. votes, How(part, say), Word(part.State, say)];
            table.AddRow([.. row, Tone.Text(Why(poll, part))]);
        }

        _runner.Console.Write(table);
    }

    /// <summary>What went wrong there, or why its votes are not in the sum.</summary>
    private static string Why(SharedPoll poll, PollPart part) =>
        part.Problem is { } problem
            ? $"{problem.Reason}: {problem.Message}"
            : poll.Tally?.LeftOut.FirstOrDefault(l => l.Channel == part.Channel)?.Reason ?? "";

    private static string Line(SharedPoll poll, Func<string, string, string> say)
    {
        var votes = Votes(poll);
        var parts = string.Join(", ", poll.Parts.Select(p => $"{p.Channel} {Word(p.State, say)}"));
        return votes.Length > 0 ? $"{votes}  ({parts})" : parts;
    }

    private static string Number(PollVotes votes) => votes.HasVotes ? votes.Votes.ToString(CultureInfo.InvariantCulture) : "–";

    private static string How(PollPart part, Func<string, string, string> say) =>
        part.Method switch
        {
            PollPart.Types.Method.Native => say("the platform's poll", "平台投票"),
            PollPart.Types.Method.ChatVote => say("in the chat: 1, 2, …", "弹幕投票：1、2……"),
            _ => "",
        };

    public static string Word(State state, Func<string, string, string> say) =>
        state switch
        {
            State.Starting => say("starting", "发起中"),
            State.Open => say("open", "进行中"),
            State.Ending => say("ending", "结束中"),
            State.Closed => say("closed", "已结束"),
            State.Failed => say("failed", "失败"),
            _ => "",
        };

    private static string Word(PartState state, Func<string, string, string> say) =>
        state switch
        {
            PartState.Starting => say("starting", "发起中"),
            PartState.Open => say("open", "进行中"),
            PartState.Ending => say("ending", "结束中"),
            PartState.Closed => say("closed", "已结束"),
            PartState.Failed => say("failed", "失败"),
            PartState.Unknown => say("UNKNOWN: it may be there or not", "未知：可能已发起，也可能没有"),
            PartState.Unsupported => say("not possible there", "该平台不支持"),
            _ => "",
        };
}
