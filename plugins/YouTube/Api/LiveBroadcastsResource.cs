using Google.Apis.Services;
using Google.Apis.Util;
using LiveIp.Plugins.YouTube.Api.Data;

namespace LiveIp.Plugins.YouTube.Api;

/// <summary>liveBroadcasts</summary>
internal sealed class LiveBroadcastsResource(IClientService service)
{
    public ListRequest List(Repeatable<string> part) => new(service) { Part = part };

    public InsertRequest Insert(LiveBroadcast body, Repeatable<string> part) => new(service, body) { Part = part };

    public UpdateRequest Update(LiveBroadcast body, Repeatable<string> part) => new(service, body) { Part = part };

    public BindRequest Bind(string id, Repeatable<string> part) => new(service, id) { Part = part };

    public TransitionRequest Transition(string broadcastStatus, string id, Repeatable<string> part) =>
        new(service, broadcastStatus, id) { Part = part };

    public YouTubeDeleteRequest Delete(string id) => new(service, id, "youtube/v3/liveBroadcasts");

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

    /// <summary>youtube.liveBroadcasts.insert</summary>
    internal sealed class InsertRequest : YouTubeWriteRequest<LiveBroadcast>
    {
        public InsertRequest(IClientService service, LiveBroadcast body)
            : base(service, body) => InitParameters();

        public override string MethodName => "insert";

        public override string HttpMethod => "POST";

        public override string RestPath => "youtube/v3/liveBroadcasts";
    }

    /// <summary>youtube.liveBroadcasts.update. A part that is named is replaced whole.</summary>
    internal sealed class UpdateRequest : YouTubeWriteRequest<LiveBroadcast>
    {
        public UpdateRequest(IClientService service, LiveBroadcast body)
            : base(service, body) => InitParameters();

        public override string MethodName => "update";

        public override string HttpMethod => "PUT";

        public override string RestPath => "youtube/v3/liveBroadcasts";
    }

    /// <summary>youtube.liveBroadcasts.bind</summary>
    internal sealed class BindRequest : YouTubeBaseServiceRequest<LiveBroadcast>
    {
        public BindRequest(IClientService service, string id)
            : base(service)
        {
            Id = id;
            InitParameters();
        }

        [RequestParameter("id", RequestParameterType.Query)]
        public string Id { get; }

        [RequestParameter("streamId", RequestParameterType.Query)]
        public string? StreamId { get; set; }

        public override string MethodName => "bind";

        public override string HttpMethod => "POST";

        public override string RestPath => "youtube/v3/liveBroadcasts/bind";

        protected override IEnumerable<string> QueryParameters => ["id", "streamId"];
    }

    /// <summary>youtube.liveBroadcasts.transition</summary>
    internal sealed class TransitionRequest : YouTubeBaseServiceRequest<LiveBroadcast>
    {
        public TransitionRequest(IClientService service, string broadcastStatus, string id)
            : base(service)
        {
            (BroadcastStatus, Id) = (broadcastStatus, id);
            InitParameters();
        }

        /// <summary>"testing", "live" or "complete"</summary>
        [RequestParameter("broadcastStatus", RequestParameterType.Query)]
        public string BroadcastStatus { get; }

        [RequestParameter("id", RequestParameterType.Query)]
        public string Id { get; }

        public override string MethodName => "transition";

        public override string HttpMethod => "POST";

        public override string RestPath => "youtube/v3/liveBroadcasts/transition";

        protected override IEnumerable<string> QueryParameters => ["broadcastStatus", "id"];
    }
}
