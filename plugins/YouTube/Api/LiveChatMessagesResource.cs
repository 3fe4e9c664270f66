using Google.Apis.Services;
using Google.Apis.Util;
using LiveIp.Plugins.YouTube.Api.Data;

namespace LiveIp.Plugins.YouTube.Api;

/// <summary>liveChatMessages</summary>
internal sealed class LiveChatMessagesResource(IClientService service)
{
    public ListRequest List(string liveChatId, Repeatable<string> part) => new(service) { LiveChatId = liveChatId, Part = part };

    public InsertRequest Insert(LiveChatMessage body, Repeatable<string> part) => new(service, body) { Part = part };

    public YouTubeDeleteRequest Delete(string id) => new(service, id, "youtube/v3/liveChat/messages");

    public TransitionRequest Transition(string id, string status) => new(service) { Id = id, Status = status };

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

    /// <summary>youtube.liveChatMessages.insert</summary>
    internal sealed class InsertRequest : YouTubeBaseServiceRequest<LiveChatMessage>
    {
        private readonly LiveChatMessage _body;

        public InsertRequest(IClientService service, LiveChatMessage body)
            : base(service)
        {
            _body = body;
            InitParameters();
        }

        public override string MethodName => "insert";

        public override string HttpMethod => "POST";

        public override string RestPath => "youtube/v3/liveChat/messages";

        protected override IEnumerable<string> QueryParameters => [];

        protected override object GetBody() => _body;
    }

    /// <summary>youtube.liveChatMessages.transition</summary>
    internal sealed class TransitionRequest : YouTubeBaseServiceRequest<LiveChatMessage>
    {
        public TransitionRequest(IClientService service)
            : base(service) => InitParameters();

        [RequestParameter("id", RequestParameterType.Query)]
        public string? Id { get; set; }

        /// <summary>"closed" is the only one.</summary>
        [RequestParameter("status", RequestParameterType.Query)]
        public string? Status { get; set; }

        public override string MethodName => "transition";

        public override string HttpMethod => "POST";

        public override string RestPath => "youtube/v3/liveChat/messages/transition";

        protected override bool HasPart => false;

        protected override IEnumerable<string> QueryParameters => ["id", "status"];
    }
}
