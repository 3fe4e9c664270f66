using Google.Apis.Services;
using Google.Apis.Util;
using LiveIp.Plugins.YouTube.Api.Data;

namespace LiveIp.Plugins.YouTube.Api;

/// <summary>liveStreams</summary>
internal sealed class LiveStreamsResource(IClientService service)
{
    public ListRequest List(Repeatable<string> part) => new(service) { Part = part };

    public InsertRequest Insert(LiveStream body, Repeatable<string> part) => new(service, body) { Part = part };

    /// <summary>youtube.liveStreams.list. <c>id</c> and <c>mine</c> are alternatives.</summary>
    internal sealed class ListRequest : YouTubeBaseServiceRequest<LiveStreamListResponse>
    {
        public ListRequest(IClientService service)
            : base(service) => InitParameters();

        [RequestParameter("mine", RequestParameterType.Query)]
        public bool? Mine { get; set; }

        [RequestParameter("maxResults", RequestParameterType.Query)]
        public long? MaxResults { get; set; }

        public override string MethodName => "list";

        public override string RestPath => "youtube/v3/liveStreams";

        protected override IEnumerable<string> QueryParameters => ["mine", "maxResults"];
    }

    /// <summary>youtube.liveStreams.insert</summary>
    internal sealed class InsertRequest : YouTubeWriteRequest<LiveStream>
    {
        public InsertRequest(IClientService service, LiveStream body)
            : base(service, body) => InitParameters();

        public override string MethodName => "insert";

        public override string HttpMethod => "POST";

        public override string RestPath => "youtube/v3/liveStreams";
    }
}
