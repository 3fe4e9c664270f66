namespace LiveIp.Host.Demo.History;

/// <summary>How lively an audience truly is: factors to the level of the emulators' script.</summary>
internal sealed record ShowIntensity(double Chat, double Gifts, double Viewers);
