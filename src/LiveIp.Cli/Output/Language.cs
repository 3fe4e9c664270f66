using System.CommandLine;

namespace LiveIp.Cli.Output;

/// <summary>Whether a person reads English or Chinese: by <c>--language</c>, or else by the environment.</summary>
internal sealed class Language
{
    private const string English = "en";
    private const string Chinese = "zh";

    // The first that is set decides, as it does for every other program (POSIX, environment variables).
    private static readonly string[] Variables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    private readonly Option<string> _option = new("--language")
    {
        Description = "en or zh; else as LC_ALL, LC_MESSAGES or LANG say, else en",
        DefaultValueFactory = static _ =>
            Variables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(static v => v is { Length: > 0 }) is { } set
            && set.StartsWith(Chinese, StringComparison.OrdinalIgnoreCase)
                ? Chinese
                : English,
    };

    public Language(Command command)
    {
        _option.AcceptOnlyFromAmong(English, Chinese);
        command.Options.Add(_option);
    }

    /// <summary>"en" or "zh", for calls that answer in one language.</summary>
    public string Code(ParseResult parsed) => parsed.GetValue(_option)!;

    /// <summary>Whether the language was asked for, and not taken from the environment.</summary>
    public bool IsSaid(ParseResult parsed) => parsed.GetResult(_option) is { Implicit: false };

    /// <summary>Chooses, of an answer in both, the sentence that was asked for.</summary>
    public Func<string, string, string> Of(ParseResult parsed) =>
        parsed.GetValue(_option) == Chinese ? static (_, chinese) => chinese : static (english, _) => english;
}
