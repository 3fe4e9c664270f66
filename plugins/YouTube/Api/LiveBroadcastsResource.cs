using Google.Apis.Services;
using Google.Apis.Util;
using LiveIp.Plugins.YouTube.Api.Data;

namespace LiveIp.Plugins.YouTube.Api;

/// <summary>liveBroadcasts</summary>
internal sealed class LiveBroadcastsResource(IClientService service)
{
    public ListRequest List(Repeatable<string> part) => new(service) { Part = part };

    /// <summary>youtube.liveBroadcasts.list. <c>broadcastStatus</c> and <c>id</c> are alternatives.</summary>
    internal sealed class ListRequest : YouTubeBaseServiceRequest<LiveBroadcastListResponse>
    {
        public ListRequest(IClientService service)
            : base(service) => InitParameters();

        [RequestParameter("id", RequestParameterType.Query)]
        public Repeatable<string>? Id { get; set; }

        [RequestParameter("broadcastStatus", RequestParameterType.Query)]
        public string? BroadcastStatus { get; set; }

        [RequestParameter("broadcastType", RequestParameterType.Query)]
        public string? BroadcastType { get; set; }

        [RequestParameter("maxResults", RequestParameterType.Query)]
        public long? MaxResults { get; set; }

        public override string MethodName => "list";

        public override string RestPath => "youtube/v3/liveBroadcasts";

        protected override IEnumerable<string> QueryParameters => ["id", "broadcastStatus", "broadcastType", "maxResults"];
    }
}
