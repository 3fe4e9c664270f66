using System.Security.Cryptography;
using LiveIp.Emulators.Memory;

namespace LiveIp.Emulators.YouTube.Uploads;

/// <summary>
/// Uploads that are under way, and what has become of them. The videos outlive the process where its state is kept; sessions do not, as
/// the platform's own end for reasons that it does not tell.
/// </summary>
internal sealed class UploadBook
{
    private const string Name = "youtube-uploads.json";
    private const int MostSessions = 1000;

    /// <summary>"Resumable sessions expire after one week."</summary>
    private static readonly TimeSpan SessionLasts = TimeSpan.FromDays(7);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, UploadSession> _sessions = new(StringComparer.Ordinal);
    private readonly List<UploadedVideo> _videos;
    private readonly PlatformMemory _memory;
    private readonly TimeProvider _clock;
    private readonly bool _locksPrivate;

    /// <param name="locksPrivate">The project is not verified: what it uploads is private, whatever was asked for.</param>
    public UploadBook(PlatformMemory memory, TimeProvider clock, bool locksPrivate)
    {
        (_memory, _clock, _locksPrivate) = (memory, clock, locksPrivate);
        _videos = memory.Recall<List<UploadedVideo>>(Name) ?? [];
    }

    /// <summary>In the order in which they were uploaded.</summary>
    public IReadOnlyList<UploadedVideo> Videos
    {
        get
        {
            lock (_gate)
            {
                return [.. _videos];
            }
        }
    }

    public UploadSession Begin(VideoMetadata metadata, long? announced)
    {
        var session = new UploadSession(
            $"ABg5-U{Convert.ToHexString(RandomNumberGenerator.GetBytes(24))}",
            _locksPrivate ? metadata with { Privacy = "private" } : metadata,
            announced,
            _clock.GetUtcNow() + SessionLasts
        );
        lock (_gate)
        {
            if (_sessions.Count == MostSessions)
            {
                _sessions.Remove(_sessions.MinBy(static s => s.Value.ExpiresAt).Key);
            }

            _sessions.Add(session.Id, session);
        }

        return session;
    }

    /// <summary>Null when there is none, or none any more.</summary>
    public UploadSession? Session(string id)
    {
        lock (_gate)
        {
            return _sessions.TryGetValue(id, out var session) && session.ExpiresAt > _clock.GetUtcNow() ? session : null;
        }
    }

    /// <summary>Sessions end on the platform's side, too.</summary>
    public void ForgetSessions()
    {
        lock (_gate)
        {
            _sessions.Clear();
        }
    }

    public UploadedVideo? Find(string id)
    {
        lock (_gate)
        {
            return _videos.Find(v => v.Id == id);
        }
    }

    /// <summary>All of it has come: now it is a video.</summary>
    public UploadedVideo Complete(UploadSession session)
    {
        lock (_gate)
        {
            var video = new UploadedVideo($"LvIpUp{_videos.Count + 1:00000}", _clock.GetUtcNow(), session.Metadata)
            {
                SizeBytes = session.Stored,
                Sha256 = session.Sha256(),
            };
            _videos.Add(video);
            session.VideoId = video.Id;
            Keep();
            return video;
        }
    }

    /// <summary>Puts it in the place of the video of that id.</summary>
    public void Replace(UploadedVideo video)
    {
        lock (_gate)
        {
            _videos[_videos.FindIndex(v => v.Id == video.Id)] = video;
            Keep();
        }
    }

    /// <summary>False when there is none.</summary>
    public bool Delete(string id)
    {
        lock (_gate)
        {
            var isDeleted = _videos.RemoveAll(v => v.Id == id) > 0;
            Keep();
            return isDeleted;
        }
    }

    private void Keep() => _memory.Keep(Name, _videos);
}
