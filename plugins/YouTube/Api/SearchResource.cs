using Google.Apis.Services;
using Google.Apis.Util;
using LiveIp.Plugins.YouTube.Api.Data;

namespace LiveIp.Plugins.YouTube.Api;

/// <summary>search</summary>
internal sealed class SearchResource(IClientService service)
{
    public ListRequest List(Repeatable<string> part) => new(service) { Part = part };

    /// <summary>youtube.search.list. With a channel, YouTube gives at most 500 results, however many pages are asked for.</summary>
    internal sealed class ListRequest : YouTubeBaseServiceRequest<SearchListResponse>
    {
        public ListRequest(IClientService service)
            : base(service) => InitParameters();

        [RequestParameter("channelId", RequestParameterType.Query)]
        public string? ChannelId { get; set; }

        [RequestParameter("eventType", RequestParameterType.Query)]
        public string? EventType { get; set; }

        [RequestParameter("type", RequestParameterType.Query)]
        public string? Type { get; set; }

        [RequestParameter("order", RequestParameterType.Query)]
        public string? Order { get; set; }

        /// <summary>RFC 3339.</summary>
        [RequestParameter("publishedAfter", RequestParameterType.Query)]
        public string? PublishedAfter { get; set; }

        /// <summary>RFC 3339.</summary>
        [RequestParameter("publishedBefore", RequestParameterType.Query)]
        public string? PublishedBefore { get; set; }

        /// <summary>0 to 50.</summary>
        [RequestParameter("maxResults", RequestParameterType.Query)]
        public int? MaxResults { get; set; }

        [RequestParameter("pageToken", RequestParameterType.Query)]
        public string? PageToken { get; set; }

        public override string MethodName => "list";

        public override string RestPath => "youtube/v3/search";

        protected override IEnumerable<string> QueryParameters =>
            ["channelId", "eventType", "type", "order", "publishedAfter", "publishedBefore", "maxResults", "pageToken"];
    }
}
