using Google.Apis.Services;
using Google.Apis.Util;
using LiveIp.Plugins.YouTube.Api.Data;

namespace LiveIp.Plugins.YouTube.Api;

/// <summary>liveChatMessages</summary>
internal sealed class LiveChatMessagesResource(IClientService service)
{
    public ListRequest List(string liveChatId, Repeatable<string> part) => new(service) { LiveChatId = liveChatId, Part = part };

    /// <summary>youtube.liveChatMessages.list. Without a page token it answers with the recent history.</summary>
    internal sealed class ListRequest : YouTubeBaseServiceRequest<LiveChatMessageListResponse>
    {
        public ListRequest(IClientService service)
            : base(service) => InitParameters();

        [RequestParameter("liveChatId", RequestParameterType.Query)]
        public string? LiveChatId { get; set; }

        [RequestParameter("pageToken", RequestParameterType.Query)]
        public string? PageToken { get; set; }

        /// <summary>200 to 2000.</summary>
        [RequestParameter("maxResults", RequestParameterType.Query)]
        public long? MaxResults { get; set; }

        public override string MethodName => "list";

        public override string RestPath => "youtube/v3/liveChat/messages";

        protected override IEnumerable<string> QueryParameters => ["liveChatId", "maxResults", "pageToken"];
    }
}
