using LiveIp.Plugins.YouTube.Api.Data;

namespace LiveIp.Plugins.YouTube.Uploads;

/// <summary>What YouTube says of an upload.</summary>
/// <param name="Stored">Bytes that are there.</param>
/// <param name="Video">What has become of it; null while it is not complete.</param>
/// <param name="IsGone">The session has ended, and nothing came of it.</param>
internal sealed record UploadState(long Stored, Video? Video = null, bool IsGone = false);
