using System.Text.RegularExpressions;

namespace LiveIp.Plugins.GroupRobots.Sending;

/// <summary>What tells one network's robots from another's.</summary>
internal sealed record RobotNetwork
{
    /// <summary>"DingTalk"</summary>
    public required string Name { get; init; }

    /// <summary>Bytes of UTF-8 of a message's text.</summary>
    public required int MaxBytes { get; init; }

    /// <summary>Of an address as the network shows it: host, path and query. The group "key" is the robot's key.</summary>
    public required Regex Address { get; init; }

    /// <summary>Such an address, for a person.</summary>
    public required string Example { get; init; }

    /// <summary>Where an answer has its code, and its words.</summary>
    public required (string Code, string Words) Members { get; init; }

    /// <summary>What a code means, where it is known; the words are the network's own, because one of them says two things by one code.</summary>
    public required Func<long, string, CodeMeaning?> Meaning { get; init; }
}

/// <summary>What a code other than 0 says.</summary>
/// <param name="Says">A part of a sentence for a person.</param>
internal sealed record CodeMeaning(string Says)
{
    /// <summary>It did not act, and may when this time has passed.</summary>
    public TimeSpan? Pause { get; init; }

    /// <summary>It does not say whether it acted.</summary>
    public bool IsUnclear { get; init; }
}
