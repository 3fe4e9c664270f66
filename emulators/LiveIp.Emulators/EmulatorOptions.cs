using LiveIp.Emulators.Show;

namespace LiveIp.Emulators;

/// <summary>Ports (0 picks a free one) and what is played.</summary>
internal sealed record EmulatorOptions
{
    public int YouTubePort { get; init; } = 18081;
    public int YouTubeGrpcPort { get; init; } = 18082;
    public int TwitchPort { get; init; } = 18083;
    public int BilibiliPort { get; init; } = 18084;
    public int ControlPort { get; init; } = 18080;

    /// <summary>Print addresses and credentials as one line of JSON once all ports listen.</summary>
    public bool PrintConfig { get; init; }

    /// <summary>Wait for <c>POST /show/start</c>.</summary>
    public bool Hold { get; init; }

    /// <summary>End when standard input ends: a child must not outlive its parent.</summary>
    public bool EndWithInput { get; init; }

    /// <summary>YouTube ends every stream after so many seconds; null never.</summary>
    public double? YouTubeStreamLifetime { get; init; }

    public int YouTubeQuota { get; init; } = 1_000_000;

    /// <summary>Helix points a minute.</summary>
    public int TwitchRateLimit { get; init; } = 800;

    public ShowPlan Plan { get; init; } = new() { Endless = true };
}
