using System.CommandLine;
using LiveIp.Cli.Commands.Channels;
using LiveIp.Cli.Connection;
using LiveIp.V1;
using Duration = Google.Protobuf.WellKnownTypes.Duration;

namespace LiveIp.Cli.Commands.Polls;

/// <summary>Starts a poll: <c>liveip poll "Question?" "A" "B"</c>, and the same as <c>liveip poll start</c>.</summary>
internal sealed class PollStart
{
    private const int UsualSeconds = 60;

    private readonly PollView _view;
    private readonly Argument<string[]> _words = new("question and options")
    {
        Description = "The question, then 2 to 4 options, each in quotes",
        // The command also has subcommands, which need none.
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<int> _seconds = new("--seconds")
    {
        Description = "How long; on Twitch from 15 to 1800",
        DefaultValueFactory = static _ => UsualSeconds,
    };
    private readonly Option<string[]> _channels = new("--channel")
    {
        Description = "channels/{id}, or the id alone; may be repeated. Else every channel where it is possible",
    };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Check everything, start nothing" };
    private readonly Option<bool> _noWait = new("--no-wait") { Description = "Return when it has begun, and not when it is over" };
    private readonly Option<string> _request = Acting.RequestId();

    private PollStart(CommandRunner runner, Command command)
    {
        command.Arguments.Add(_words);
        foreach (var option in (Option[])[_seconds, _channels, _dryRun, _noWait, _request])
        {
            command.Options.Add(option);
        }

        _view = new PollView(runner, command);
    }

    /// <summary>Makes the command start a poll.</summary>
    public static void Give(CommandRunner runner, Command command)
    {
        var start = new PollStart(runner, command);
        runner.On(command, start.RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, HostConnection host, CancellationToken cancellationToken)
    {
        var words = parsed.GetValue(_words) ?? [];
        if (words.Length < 3)
        {
            throw new CliException("Give a question and 2 to 4 options: liveip poll \"Tea or coffee?\" Tea Coffee", ExitCodes.Usage);
        }

        var named = parsed.GetValue(_channels) ?? [];
        var request = new CreatePollRequest
        {
            Question = words[0],
            Options = { words.Skip(1) },
            Duration = Duration.FromTimeSpan(TimeSpan.FromSeconds(parsed.GetValue(_seconds))),
            Channels = { named.Select(ChannelNames.Of) },
            // Who names no channel means those where it can be done.
            AllowPartial = named.Length == 0,
            ValidateOnly = parsed.GetValue(_dryRun),
            RequestId = parsed.GetValue(_request)!,
        };
        var answer = await host.Polls.CreatePollAsync(request, deadline: Acting.Deadline, cancellationToken: cancellationToken);
        var isOver = answer.Poll.State is SharedPoll.Types.State.Closed or SharedPoll.Types.State.Failed;
        return request.ValidateOnly || parsed.GetValue(_noWait) || isOver
            ? await _view.WriteAsync(parsed, answer, answer.Poll)
            : await _view.FollowAsync(parsed, host, answer.Poll.Name, each: false, cancellationToken);
    }
}
