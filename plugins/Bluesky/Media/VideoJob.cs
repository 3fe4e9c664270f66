using System.Text.Json.Nodes;

namespace LiveIp.Plugins.Bluesky.Media;

/// <summary>What the video service says of a video (app.bsky.video.defs#jobStatus).</summary>
/// <param name="Job">Its number there.</param>
/// <param name="Blob">The video that is ready; null while it is not.</param>
/// <param name="Failure">Why it never will be, as " (words)" or nothing; null where it may be.</param>
internal sealed record VideoJob(string Job, JsonObject? Blob, string? Failure);
