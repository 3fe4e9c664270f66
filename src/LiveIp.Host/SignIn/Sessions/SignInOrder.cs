using LiveIp.Host.Channels;
using LiveIp.Host.Plugins;
using LiveIp.V1;

namespace LiveIp.Host.SignIn.Sessions;

/// <summary>What somebody asked for, checked.</summary>
internal sealed record SignInOrder
{
    public required PlatformExtension Platform { get; init; }

    /// <summary>Null: the account's own, whichever it turns out to be.</summary>
    public ChannelRecord? Channel { get; init; }

    public required AccountRole Role { get; init; }

    public SignInFlow Flow { get; init; }

    /// <summary>Where the platform has no sign-in of its own.</summary>
    public required IReadOnlyDictionary<string, string> Secrets { get; init; }

    /// <summary>0 takes a free one.</summary>
    public int LoopbackPort { get; init; }
}
