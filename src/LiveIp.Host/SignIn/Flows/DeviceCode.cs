using LiveIp.Host.Channels.Tokens;

namespace LiveIp.Host.SignIn.Flows;

/// <summary>The answer of a device authorization endpoint (RFC 8628, section 3.2).</summary>
internal sealed record DeviceCode
{
    /// <summary>Whoever has it gets the tokens.</summary>
    public required string Secret { get; init; }

    /// <summary>For the person to enter.</summary>
    public required string UserCode { get; init; }

    /// <summary>Where; already with the code in it where the platform offers that.</summary>
    public required Uri Address { get; init; }

    public required TimeSpan ExpiresIn { get; init; }

    /// <summary>The least time between two questions.</summary>
    public required TimeSpan Interval { get; init; }
}

/// <summary>What became of a device code so far.</summary>
internal enum DevicePollState
{
    Pending,
    SlowDown,
    Granted,
    Denied,
    Expired,

    /// <summary>The platform could not be reached, or did not answer.</summary>
    Unanswered,
}

/// <param name="State">So far.</param>
/// <param name="Tokens">With <see cref="DevicePollState.Granted"/>.</param>
internal sealed record DevicePoll(DevicePollState State, TokenAnswer? Tokens = null);
