using System.CommandLine;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Chat;

/// <summary>What the commands that write in chats share: the name of the call, how long it may take, and what became of each line.</summary>
internal sealed class ChatCalls
{
    /// <summary>Ten lines at the slowest platform's pace, with a lost answer on the way.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly CommandRunner _runner;
    private readonly Language _language;
    private readonly Option<bool> _json = Json.Option();
    private readonly Option<string> _request = Acting.RequestId();

    /// <param name="runner">Where it is written.</param>
    /// <param name="command">Gets the options.</param>
    public ChatCalls(CommandRunner runner, Command command)
    {
        _runner = runner;
        command.Options.Add(_json);
        command.Options.Add(_request);
        _language = new Language(command);
    }

    /// <summary>When a call is given up.</summary>
    public static DateTime Deadline => Acting.Within(Longest);

    /// <summary>Text in several words, as a shell hands it over.</summary>
    public static Argument<string[]> Words(string what) => new("text") { Description = what, Arity = ArgumentArity.OneOrMore };

    public static Option<string[]> Channels() =>
        new("--channel") { Description = "channels/{id}, or the id alone; may be repeated. Else every channel whose platform can" };

    public string RequestId(ParseResult parsed) => parsed.GetValue(_request)!;

    /// <returns>The exit code.</returns>
    public async Task<int> WriteAsync(ParseResult parsed, Google.Protobuf.IMessage answer, IReadOnlyList<ChannelSendResult> results)
    {
        if (parsed.GetValue(_json))
        {
            await _runner.Output.WriteLineAsync(Json.Answer(answer));
        }
        else
        {
            var say = _language.Of(parsed);
            foreach (var result in results)
            {
                _runner.Console.MarkupLine($"{Tone.Text(result.Channel)}: {Words(result, say)}");
            }
        }

        return results.Any(static r => r.State == SendState.Unknown) ? ExitCodes.Unknown
            : results.Any(static r => r.State is not (SendState.Sent or SendState.Unsupported)) ? ExitCodes.Refused
            : results.Any(static r => r.State == SendState.Sent) ? ExitCodes.Done
            : ExitCodes.Refused;
    }

    private static string Words(ChannelSendResult result, Func<string, string, string> say)
    {
        var sent = result.Lines.Count(static l => l.State == SendState.Sent);
        var word = result.State switch
        {
            SendState.Sent => $"[green]{say("sent", "已发送")}[/]",
            SendState.Refused => $"[red]{say("refused", "被拒绝")}[/]",
            SendState.Unknown => $"[yellow]{say("UNKNOWN: it may be there or not", "未知：可能已发送，也可能没有")}[/]",
            SendState.Unsupported => $"[grey]{say("not possible there", "该平台不支持")}[/]",
            _ => $"[red]{say("not sent", "未发送")}[/]",
        };
        var count = result.Lines.Count > 1 ? say($" ({sent} of {result.Lines.Count} lines)", $"（{sent}/{result.Lines.Count} 行）") : "";
        var detail = result.Detail.Length > 0 ? $" [grey]{Tone.Text(result.Detail)}[/]" : "";
        return word + count + detail;
    }
}
