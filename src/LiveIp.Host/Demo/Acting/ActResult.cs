namespace LiveIp.Host.Demo.Acting;

/// <summary>One row of what the demo did: what LiveIp said of it, and what truly came of it.</summary>
/// <param name="Act">What was asked for: "go live".</param>
/// <param name="Platform">"youtube"</param>
/// <param name="Told">What LiveIp answered: a state, or the reason of a refusal.</param>
/// <param name="Truth">What the emulator says that there is.</param>
/// <param name="Holds">Whether the two agree and nothing was done twice.</param>
internal sealed record ActResult(string Act, string Platform, string Told, string Truth, bool Holds);
