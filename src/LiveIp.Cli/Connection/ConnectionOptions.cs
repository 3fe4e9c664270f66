using System.CommandLine;

namespace LiveIp.Cli.Connection;

/// <summary>Where the host is and with which token to call it; the same for all commands.</summary>
internal sealed class ConnectionOptions
{
    /// <summary>Longest time that a call may take which is not a watch.</summary>
    public static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);

    private readonly Option<Uri> _address = new("--address")
    {
        Description = "gRPC address of the host; also LIVEIP_ADDRESS",
        Recursive = true,
        DefaultValueFactory = _ => new Uri(
            Environment.GetEnvironmentVariable("LIVEIP_ADDRESS") is { Length: > 0 } a ? a : "http://127.0.0.1:7701"
        ),
    };

    private readonly Option<string?> _token = new("--token")
    {
        Description = "Bearer token; also LIVEIP_TOKEN. By default it is read from the data directory",
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

    public HostConnection Connect(ParseResult parsed) => new(parsed.GetValue(_address)!, FindToken(parsed));

    private string? FindToken(ParseResult parsed)
    {
        if ((parsed.GetValue(_token) ?? Environment.GetEnvironmentVariable("LIVEIP_TOKEN")) is { Length: > 0 } given)
        {
            return given;
        }

        var file = Path.Combine(parsed.GetValue(_data)!.FullName, "api-token");
        return File.Exists(file) ? File.ReadAllText(file).Trim() : null;
    }
}
