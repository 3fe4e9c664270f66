using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api;
using LiveIp.Plugins.YouTube.Api.Data;

namespace LiveIp.Plugins.YouTube.History;

/// <summary>
/// Past broadcasts of a channel: search.list finds which, by windows of time, videos.list tells of each, and the Analytics API adds what
/// only it knows.
/// </summary>
internal sealed class HistoryReader(YouTubeClient api, UnitQuota quota, IChannelContext context)
{
    /// <summary>YouTube ends a search there.</summary>
    private const int MostResults = 500;
    private const int PagesOfWindow = MostResults / YouTubeClient.MostVideos;

    private const long Day = 86_400;
    private const long LongestWindow = 90 * Day;

    /// <summary>A broadcast is published when it is planned, which may be long before it begins.</summary>
    private const long PlannedBefore = 30 * Day;

    /// <summary>What a page may take beside its last search: windows that turn out to be too big.</summary>
    private const int MostSplits = 12;

    public async Task<IReadOnlyList<HistoryCost>> EstimateAsync(HistoryWindow window, CancellationToken cancellationToken)
    {
        var channel = await api.ChannelAsync("statistics", r => r.Id = context.Channel.Id, cancellationToken);
        var videos = (long)Math.Min(channel?.Statistics?.VideoCount ?? 0, int.MaxValue);
        var windows = Windows(window);
        // At most all of its videos are broadcasts of this time.
        var pages = windows + (videos / YouTubeClient.MostVideos) + (2 * (videos / MostResults));
        var (search, list) = (quota.Of(QuotaCosts.Search), quota.Of("videos.list"));
        return
        [
            new()
            {
                Bucket = UnitQuota.SearchBucket,
                AtLeast = windows,
                AtMost = pages,
            },
            new()
            {
                Bucket = UnitQuota.Bucket,
                AtLeast = windows * search,
                AtMost = pages * (search + list),
            },
        ];
    }

    public async Task<HistoryPage> ReadAsync(HistoryWindow window, string? cursor, CancellationToken cancellationToken)
    {
        var at = cursor is null ? Begin(window) : HistoryCursor.Parse(cursor);
        var notes = new List<HistoryNote>();
        var found = await SearchAsync(at, notes, cancellationToken);
        var videos = found.Count > 0 ? await api.PastVideosAsync(found, cancellationToken) : [];
        var past = videos
            .Select(PastVideo.Of)
            .OfType<PastVideo>()
            .Where(v => v.StartedAt >= window.From && v.StartedAt < window.Until)
            .ToList();
        var analytics = new Dictionary<string, IReadOnlyList<PastMetric>>(StringComparer.Ordinal);
        if (past.Count > 0 && !at.WithoutAnalytics)
        {
            try
            {
                analytics = await AnalyticsReport.ReadAsync(api, past, context.Clock.GetUtcNow(), cancellationToken);
            }
            catch (AdapterException e)
            {
                // The page has cost searches: whatever is wrong with an addition, it is not read again for it.
                at.WithoutAnalytics = e.Kind is FailureKind.SignInRequired or FailureKind.Refused;
                notes.Add(AnalyticsReport.Missing(e));
            }
        }

        return new()
        {
            Broadcasts = [.. past.Select(v => v.ToBroadcast(analytics.GetValueOrDefault(v.Id, [])))],
            Next = at.Left.Count > 0 ? at.ToString() : null,
            Notes = notes,
        };
    }

    private static HistoryCursor Begin(HistoryWindow window) =>
        new() { Left = [new() { From = window.From.ToUnixTimeSeconds() - PlannedBefore, Until = window.Until.ToUnixTimeSeconds() + 1 }] };

    private static long Windows(HistoryWindow window)
    {
        var whole = Begin(window).Left[0];
        return ((whole.Until - whole.From - 1) / LongestWindow) + 1;
    }

    /// <summary>Ids of one page; moves the cursor on.</summary>
    private async Task<IReadOnlyList<string>> SearchAsync(HistoryCursor at, List<HistoryNote> notes, CancellationToken cancellationToken)
    {
        for (var splits = 0; splits < MostSplits; splits++)
        {
            var now = at.Left[^1];
            if (at.Token is null && now.Until - now.From > LongestWindow)
            {
                at.Split(now.Until - LongestWindow);
                now = at.Left[^1];
            }

            var span = new HistoryWindow
            {
                From = DateTimeOffset.FromUnixTimeSeconds(now.From),
                Until = DateTimeOffset.FromUnixTimeSeconds(now.Until),
            };
            var page = await api.SearchCompletedAsync(context.Channel.Id, span, at.Token, cancellationToken);
            var canSplit = now.Until - now.From > Day;
            if (at.Page == 0 && page.PageInfo?.TotalResults > MostResults && canSplit)
            {
                at.Split(now.From + ((now.Until - now.From) / 2));
                continue;
            }

            MoveOn(at, page, canSplit, notes);
            return
            [
                .. (page.Items ?? [])
                    .Select(static i => i?.Id?.VideoId)
                    .OfType<string>()
                    .Where(UnreadableSample.IsId)
                    .Distinct(StringComparer.Ordinal)
                    .Take(YouTubeClient.MostVideos),
            ];
        }

        return [];
    }

    private static void MoveOn(HistoryCursor at, SearchListResponse page, bool canSplit, List<HistoryNote> notes)
    {
        var now = at.Left[^1];
        at.Page++;
        if (string.IsNullOrEmpty(page.NextPageToken))
        {
            // The number of results is an approximation, and YouTube ends a search without a word.
            if (at.Page >= PagesOfWindow && canSplit)
            {
                at.Split(now.From + ((now.Until - now.From) / 2));
                return;
            }

            at.Pop();
        }
        else if (at.Page < PagesOfWindow)
        {
            at.Token = page.NextPageToken;
        }
        else if (canSplit)
        {
            at.Split(now.From + ((now.Until - now.From) / 2));
        }
        else
        {
            notes.Add(
                new()
                {
                    Id = "more_than_500_a_day",
                    Text = "YouTube lists no more than 500 broadcasts of one day; the others of that day are left out.",
                    TextZh = "YouTube 每天最多列出 500 场直播；该日其余直播未导入。",
                }
            );
            at.Pop();
        }
    }
}
