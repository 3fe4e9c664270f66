using LiveIp.Contracts;

namespace LiveIp.Plugins.YouTube.Api;

/// <summary>Units of the Google Cloud project, which YouTube does not tell of: the host counts them, for all channels.</summary>
/// <param name="acting">For what a person asked for, looking included: without it that could not be done.</param>
internal sealed class UnitQuota(IQuota host, QuotaCosts costs, bool acting = false)
{
    /// <summary>Id of the bucket.</summary>
    public const string Bucket = "units";

    /// <summary>Id of the bucket of searches.</summary>
    public const string SearchBucket = "searches";

    /// <summary>Id of the bucket of uploads.</summary>
    public const string UploadBucket = "uploads";

    private const int SearchesPerDay = 100;
    private const int UploadsPerDay = 100;

    /// <summary>Of what is left: chat comes first, then numbers; the rest is for what gifts are.</summary>
    private const double ChatShare = 0.6;
    private const double StatisticsShare = 0.3;
    private const double GiftShare = 0.1;

    /// <summary>One round of statistics: videos.list and channels.list.</summary>
    private static readonly string[] Round = ["videos.list", "channels.list"];

    public UnitQuota(IPlatformContext context, YouTubeSettings settings)
        : this(context.Quota, QuotaCosts.Parse(settings.QuotaCosts) ?? QuotaCosts.Default, context is IChannelContext) { }

    public static QuotaBucket Declare(YouTubeSettings settings) =>
        new()
        {
            Id = Bucket,
            Label = "quota units",
            LabelZh = "配额单位",
            UnitsPerDay = settings.QuotaUnitsPerDay,
            Reserve = Math.Min(settings.QuotaReserve, settings.QuotaUnitsPerDay),
            TimeZone = "America/Los_Angeles",
        };

    /// <summary>The searches of a day, which newer projects have beside the units.</summary>
    public static QuotaBucket DeclareSearches() =>
        new()
        {
            Id = SearchBucket,
            Label = "searches",
            LabelZh = "搜索次数",
            UnitsPerDay = SearchesPerDay,
            TimeZone = "America/Los_Angeles",
        };

    /// <summary>Likewise the uploads of videos.</summary>
    public static QuotaBucket DeclareUploads() =>
        new()
        {
            Id = UploadBucket,
            Label = "video uploads",
            LabelZh = "视频上传次数",
            UnitsPerDay = UploadsPerDay,
            TimeZone = "America/Los_Angeles",
        };

    /// <summary>For what can wait: it never takes from the reserve.</summary>
    public static UnitQuota Reading(IPlatformContext context, YouTubeSettings settings) =>
        new(context.Quota, QuotaCosts.Parse(settings.QuotaCosts) ?? QuotaCosts.Default);

    /// <summary>Units of one call.</summary>
    public int Of(string call) => costs.Of(call);

    /// <summary>Counts one call that is about to leave.</summary>
    /// <exception cref="AdapterException">RateLimited: there are none left for it.</exception>
    public void Spend(string call)
    {
        var use = QuotaCosts.IsReading(call) && !acting ? QuotaUse.Reading : QuotaUse.Acting;
        // The smaller one first: where it is empty, none of the other's units may be lost.
        if (call == QuotaCosts.Search)
        {
            host.Spend(SearchBucket, call, 1, use);
        }

        if (call == QuotaCosts.VideoInsert)
        {
            host.Spend(UploadBucket, call, 1, use);
        }

        if (costs.Of(call) is > 0 and var units)
        {
            host.Spend(Bucket, call, units, use);
        }
    }

    /// <summary>How long to wait until the next statistics.</summary>
    public TimeSpan PaceStatistics(TimeSpan wanted) => host.Pace(Bucket, wanted, Round.Sum(costs.Of), StatisticsShare);

    /// <summary>How long to wait until gifts are read again.</summary>
    public TimeSpan PaceGifts(TimeSpan wanted) => host.Pace(Bucket, wanted, costs.Of(QuotaCosts.ChatList), GiftShare);

    /// <summary>How long to wait from one opening of the chat's stream to the next.</summary>
    public TimeSpan PaceChat(TimeSpan wanted) => host.Pace(Bucket, wanted, costs.Of(QuotaCosts.StreamList), ChatShare);
}
