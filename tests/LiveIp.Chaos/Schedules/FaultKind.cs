namespace LiveIp.Chaos.Schedules;

/// <summary>What a schedule may do to a run.</summary>
internal enum FaultKind
{
    /// <summary>The platform breaks its live connections without a goodbye.</summary>
    Drop,

    /// <summary>The platform's live connections stand and say nothing, for longer than the platform promises to be silent.</summary>
    Stall,

    /// <summary>The next occurrences are sent twice.</summary>
    Duplicate,

    /// <summary>The next pairs of occurrences are swapped.</summary>
    Reorder,

    /// <summary>401: the access token in use dies before its time (Bilibili: a signature is called expired).</summary>
    Unauthorized,

    /// <summary>429, in the platform's own form.</summary>
    RateLimited,

    /// <summary>503.</summary>
    ServerError,

    /// <summary>The platform ends the feed its own, orderly way.</summary>
    EndFeed,

    /// <summary>SIGKILL of the host; a new one starts on the same data after the length.</summary>
    KillHost,

    /// <summary>SIGKILL of the platform; it comes back, with its memory, after the length.</summary>
    KillPlatform,

    /// <summary>Nothing can be written to the data directory, for the length.</summary>
    FullDisk,

    /// <summary>The host's wall clock is wrong by the jump, for the length.</summary>
    ClockJump,
}
