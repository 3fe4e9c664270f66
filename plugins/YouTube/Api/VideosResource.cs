using Google.Apis.Services;
using Google.Apis.Util;
using LiveIp.Plugins.YouTube.Api.Data;

namespace LiveIp.Plugins.YouTube.Api;

/// <summary>videos</summary>
internal sealed class VideosResource(IClientService service)
{
    public ListRequest List(Repeatable<string> part) => new(service) { Part = part };

    public UpdateRequest Update(Video body, Repeatable<string> part) => new(service, body) { Part = part };

    public YouTubeDeleteRequest Delete(string id) => new(service, id, "youtube/v3/videos");

    /// <summary>youtube.videos.list</summary>
    internal sealed class ListRequest : YouTubeBaseServiceRequest<VideoListResponse>
    {
        public ListRequest(IClientService service)
            : base(service) => InitParameters();

        [RequestParameter("id", RequestParameterType.Query)]
        public Repeatable<string>? Id { get; set; }

        public override string MethodName => "list";

        public override string RestPath => "youtube/v3/videos";

        protected override IEnumerable<string> QueryParameters => ["id"];
    }

    /// <summary>youtube.videos.update. A part that is named is replaced whole.</summary>
    internal sealed class UpdateRequest : YouTubeWriteRequest<Video>
    {
        public UpdateRequest(IClientService service, Video body)
            : base(service, body) => InitParameters();

        public override string MethodName => "update";

        public override string HttpMethod => "PUT";

        public override string RestPath => "youtube/v3/videos";
    }
}
