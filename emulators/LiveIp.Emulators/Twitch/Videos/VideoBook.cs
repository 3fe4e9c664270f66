using System.Collections.Immutable;
using LiveIp.Emulators.Past;

namespace LiveIp.Emulators.Twitch.Videos;

/// <summary>A recording of a past stream.</summary>
internal sealed record Archive(string Id, string StreamId, string Title, DateTimeOffset CreatedAt, TimeSpan Length, long Views);

/// <summary>A clip of a stream. It appears when Twitch has made it, or never.</summary>
/// <param name="VideoId">Empty: the recording is not there yet, or gone.</param>
/// <param name="AppearsAt">Null: never.</param>
internal sealed record Clip(
    string Id,
    string VideoId,
    string Title,
    DateTimeOffset CreatedAt,
    double Seconds,
    long Views,
    DateTimeOffset? AppearsAt
);

/// <summary>Recordings and clips of the channel; replaced as a whole, so that readers see one moment.</summary>
internal sealed class VideoBook
{
    private ImmutableArray<Archive> _archives = [];
    private ImmutableArray<Clip> _clips = [];

    public IReadOnlyList<Archive> Archives => _archives;

    public IReadOnlyList<Clip> Clips => _clips;

    public void Add(Clip clip) => ImmutableInterlocked.Update(ref _clips, list => list.Add(clip));

    /// <summary>A show of the past, or newer numbers of one.</summary>
    public void Remember(PastShow show)
    {
        var archive = new Archive(show.Id, show.StreamId, show.Title, show.StartedAt, TimeSpan.FromSeconds(show.Seconds), show.Views);
        ImmutableInterlocked.Update(ref _archives, list => [.. list.Where(a => a.Id != show.Id), archive]);
        var clips = show.ClipViews.Select(
            (views, i) =>
                new Clip(
                    $"Clip{show.Id}-{i}",
                    show.Id,
                    $"{show.Title} {i}",
                    show.StartedAt.AddSeconds(i % show.Seconds),
                    30,
                    views,
                    show.StartedAt
                )
        );
        ImmutableInterlocked.Update(ref _clips, list => [.. list.Where(c => c.VideoId != show.Id), .. clips]);
    }
}
