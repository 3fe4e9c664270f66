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
    public int IngestPort { get; init; } = 18085;

    /// <summary>Print addresses and credentials as one line of JSON once all ports listen.</summary>
    public bool PrintConfig { get; init; }

    /// <summary>Wait for <c>POST /show/start</c>.</summary>
    public bool Hold { get; init; }

    /// <summary>End when standard input ends: a child must not outlive its parent.</summary>
    public bool EndWithInput { get; init; }

    /// <summary>YouTube ends every stream after so many seconds; null never.</summary>
    public double? YouTubeStreamLifetime { get; init; }

    /// <summary>Null: all three; otherwise the one that this process is.</summary>
    public string? Platform { get; init; }

    /// <summary>Where the platforms keep what they must know after a kill -9; null: nowhere.</summary>
    public string? State { get; init; }

    /// <summary>Seconds between Twitch's keepalives, whatever a client asks for; null: as Twitch does.</summary>
    public double? TwitchKeepalive { get; init; }

    /// <summary>Seconds between two starts of a Bilibili session.</summary>
    public double BilibiliCoolDown { get; init; } = 10;

    public int YouTubeQuota { get; init; } = 1_000_000;

    public int YouTubeInsertUnits { get; init; } = 20;

    /// <summary>YouTube's channel was never live: it has no stream key.</summary>
    public bool YouTubeWithoutKey { get; init; }

    /// <summary>YouTube does not let the account go live.</summary>
    public bool YouTubeNotEnabled { get; init; }

    /// <summary>Helix points a minute.</summary>
    public int TwitchRateLimit { get; init; } = 800;

    /// <summary>Seconds that the platforms' wall clock is ahead of the system's; negative: behind.</summary>
    public double ClockOffset { get; init; }

    /// <summary>Nothing is live before a show begins; otherwise YouTube's broadcast is.</summary>
    public bool OffAir { get; init; }

    public ShowPlan Plan { get; init; } = new() { Endless = true };
}
