using Google.Apis.Services;
using Google.Apis.Util;
using LiveIp.Plugins.YouTube.Api.Data;

namespace LiveIp.Plugins.YouTube.Api;

/// <summary>channels</summary>
internal sealed class ChannelsResource(IClientService service)
{
    public ListRequest List(Repeatable<string> part) => new(service) { Part = part };

    /// <summary>youtube.channels.list. <c>id</c>, <c>forHandle</c> and <c>mine</c> are alternatives.</summary>
    internal sealed class ListRequest : YouTubeBaseServiceRequest<ChannelListResponse>
    {
        public ListRequest(IClientService service)
            : base(service) => InitParameters();

        [RequestParameter("id", RequestParameterType.Query)]
        public Repeatable<string>? Id { get; set; }

        [RequestParameter("forHandle", RequestParameterType.Query)]
        public string? ForHandle { get; set; }

        [RequestParameter("mine", RequestParameterType.Query)]
        public bool? Mine { get; set; }

        public override string MethodName => "list";

        public override string RestPath => "youtube/v3/channels";

        protected override IEnumerable<string> QueryParameters => ["id", "forHandle", "mine"];
    }
}
