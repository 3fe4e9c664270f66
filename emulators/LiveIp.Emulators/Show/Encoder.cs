namespace LiveIp.Emulators.Show;

/// <summary>What the creator's encoder does towards one platform.</summary>
/// <param name="Title">Of the broadcast, where the platform has none of the creator's; empty keeps what it has.</param>
internal sealed record Encoder(string Platform, bool Sending = true, string Title = "");
