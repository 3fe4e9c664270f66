using LiveIp.Emulators.YouTube.Access;

namespace LiveIp.Emulators.YouTube.Uploads;

/// <summary>What was uploaded, and what may still be today.</summary>
/// <param name="Book">The videos and the uploads under way.</param>
/// <param name="Bucket">videos.insert has a bucket of its own: 100 calls a day, each of which costs 1.</param>
internal sealed record VideoUploads(UploadBook Book, Quota Bucket);
