using System.CommandLine;
using LiveIp.Cli.Output;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.Moments;

/// <summary>What the commands for moments share.</summary>
internal sealed class MomentCalls
{
    private readonly CommandRunner _runner;
    private readonly Language _language;
    private readonly Option<bool> _json = Json.Option();
    private readonly Option<string> _request = Acting.RequestId();

    public MomentCalls(CommandRunner runner, Command command)
    {
        _runner = runner;
        command.Options.Add(_json);
        command.Options.Add(_request);
        _language = new Language(command);
    }

    public static Option<string[]> Channels() =>
        new("--channel") { Description = "channels/{id}, or the id alone; may be repeated. Else every channel that is followed" };

    public static Argument<string[]> Words(string name, string what) => new(name) { Description = what, Arity = ArgumentArity.ZeroOrMore };

    public string RequestId(ParseResult parsed) => parsed.GetValue(_request)!;

    /// <returns>The exit code.</returns>
    public async Task<int> WriteAsync(ParseResult parsed, Google.Protobuf.IMessage answer, IReadOnlyList<Moment> made)
    {
        if (parsed.GetValue(_json))
        {
            await _runner.Output.WriteLineAsync(Json.Answer(answer));
        }
        else
        {
            MomentText.Write(_runner.Console, made, _language.Of(parsed));
        }

        return MomentText.Code(made);
    }
}
