namespace LiveIp.Plugins.Handoff.Douyin;

/// <summary>What share addresses are signed with.</summary>
internal sealed record Ticket(string Value, DateTimeOffset Expires);
