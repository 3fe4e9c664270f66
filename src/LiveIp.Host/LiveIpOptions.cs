using LiveIp.Host.Operations.Running;

namespace LiveIp.Host;

/// <summary>Where the host keeps its data, what it loads and where it listens.</summary>
internal sealed class LiveIpOptions
{
    /// <summary>Log, state, keys and third-party plugins. Made if it is not there.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>
    /// Where the keys to the secrets lie; null: in the data directory. Elsewhere, neither a copy of the data directory nor a backup
    /// holds what it takes to read the tokens in it.
    /// </summary>
    public string? KeyDirectory { get; init; }

    /// <summary>Directories laid out as <c>&lt;id&gt;/&lt;version&gt;/plugin.json</c>, besides <c>&lt;data&gt;/plugins</c>.</summary>
    public IReadOnlyList<string> PluginDirectories { get; init; } = [];

    /// <summary>An IP address; loopback unless TLS and authentication are on.</summary>
    public string BindAddress { get; init; } = "127.0.0.1";

    /// <summary>gRPC over HTTP/2 without TLS; 0 picks a free port.</summary>
    public int GrpcPort { get; init; } = 7701;

    /// <summary>JSON over HTTP/1.1; 0 picks a free port.</summary>
    public int WebPort { get; init; } = 7702;

    /// <summary>
    /// Where links of posts lead first, so that clicks can be counted: an address of the operator's own domain, "https://go.example".
    /// Null: there is no redirector, and links are the posts' own.
    /// </summary>
    public Uri? RedirectBase { get; init; }

    /// <summary>Where the redirector listens, over HTTP/1.1 without TLS, for the reverse proxy that has the domain; 0 picks a free port.</summary>
    public int RedirectPort { get; init; } = 7703;

    /// <summary>An IP address for <see cref="RedirectPort"/>.</summary>
    public string RedirectBind { get; init; } = "127.0.0.1";

    /// <summary>What looks into pictures and videos before they are posted: a command, found by PATH, or a path.</summary>
    public string FfProbe { get; init; } = "ffprobe";

    /// <summary>A certificate with its chain as PEM: both ports speak TLS, and other addresses than loopback may be bound.</summary>
    public string? TlsCertificate { get; init; }

    /// <summary>The certificate's private key as PEM, without a password; null when it is in the same file.</summary>
    public string? TlsKey { get; init; }

    public LogFormat LogFormat { get; init; } = LogFormat.Text;

    /// <summary>What is less important is not logged.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;
}
