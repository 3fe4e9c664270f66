using System.CommandLine;

namespace LiveIp.Cli.Connection;

/// <summary>Where the host is and with which token to call it; the same for all commands.</summary>
internal sealed class ConnectionOptions
{
    private const string UsualAddress = "http://127.0.0.1:7701";

    private readonly Option<string?> _address = new("--address")
    {
        Description = $"gRPC address of the host; else LIVEIP_ADDRESS, else {UsualAddress}",
        Recursive = true,
    };

    private readonly Option<string?> _token = new("--token")
    {
        Description = "Bearer token; else LIVEIP_TOKEN, which other users of the machine cannot see; else read from --data",
        Recursive = true,
    };

    private readonly Option<DirectoryInfo> _data = new("--data")
    {
        Description = "Data directory of the host, for its token",
        Recursive = true,
        DefaultValueFactory = _ => new DirectoryInfo(
            Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "liveip")
        ),
    };

    public void AddTo(RootCommand root)
    {
        root.Options.Add(_address);
        root.Options.Add(_token);
        root.Options.Add(_data);
    }

    /// <exception cref="CliException">The address is none, or the token's file cannot be read.</exception>
    public HostConnection Connect(ParseResult parsed) => new(FindAddress(parsed), FindToken(parsed));

    private Uri FindAddress(ParseResult parsed)
    {
        var text = Given(parsed.GetValue(_address), "LIVEIP_ADDRESS") ?? UsualAddress;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", UserInfo: "" }
            ? address
            : throw new CliException($"The address must look like {UsualAddress}.", ExitCodes.Usage);
    }

    private string? FindToken(ParseResult parsed)
    {
        if (Given(parsed.GetValue(_token), "LIVEIP_TOKEN") is { } given)
        {
            return Checked(given);
        }

        var file = Path.Combine(parsed.GetValue(_data)!.FullName, "api-token");
        try
        {
            return File.Exists(file) ? Checked(File.ReadAllText(file)) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"The token in {file} cannot be read: {error.Message}", ExitCodes.Unreachable);
        }
    }

    private static string? Given(string? option, string variable) =>
        option is { Length: > 0 } ? option
        : Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value
        : null;

    // What cannot stand in a header would fail deep inside the call, with the token in the message.
    private static string Checked(string token) =>
        token.Trim() is var trimmed && trimmed.All(static c => c is > ' ' and < (char)127)
            ? trimmed
            : throw new CliException("The token holds characters that no token has.", ExitCodes.Unreachable);
}
