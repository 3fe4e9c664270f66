using Google.Apis.Services;
using Google.Apis.Util;
using LiveIp.Plugins.YouTube.Api.Data;

namespace LiveIp.Plugins.YouTube.Api;

/// <summary>videoCategories</summary>
internal sealed class VideoCategoriesResource(IClientService service)
{
    public ListRequest List(Repeatable<string> part) => new(service) { Part = part };

    /// <summary>youtube.videoCategories.list</summary>
    internal sealed class ListRequest : YouTubeBaseServiceRequest<VideoCategoryListResponse>
    {
        public ListRequest(IClientService service)
            : base(service) => InitParameters();

        /// <summary>ISO 3166-1 alpha-2.</summary>
        [RequestParameter("regionCode", RequestParameterType.Query)]
        public string? RegionCode { get; set; }

        public override string MethodName => "list";

        public override string RestPath => "youtube/v3/videoCategories";

        protected override IEnumerable<string> QueryParameters => ["regionCode"];
    }
}
