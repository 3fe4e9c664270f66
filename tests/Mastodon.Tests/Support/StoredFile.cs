namespace LiveIp.Plugins.Mastodon.Tests.Support;

/// <summary>A file at the stand-in.</summary>
/// <param name="Type">"image/jpeg"</param>
/// <param name="Description">What is to be seen; null for not said.</param>
/// <param name="Rounds">How often it is still asked for before it is ready.</param>
/// <param name="Status">To which it is attached; null for none.</param>
internal sealed record StoredFile(string Type, string? Description, int Rounds, string? Status = null);
