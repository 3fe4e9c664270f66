using Google.Apis.Services;
using Google.Apis.Util;
using LiveIp.Plugins.YouTube.Api.Data;

namespace LiveIp.Plugins.YouTube.Api;

/// <summary>liveChatBans</summary>
internal sealed class LiveChatBansResource(IClientService service)
{
    public InsertRequest Insert(LiveChatBan body, Repeatable<string> part) => new(service, body) { Part = part };

    public YouTubeDeleteRequest Delete(string id) => new(service, id, "youtube/v3/liveChat/bans");

    /// <summary>youtube.liveChatBans.insert</summary>
    internal sealed class InsertRequest : YouTubeBaseServiceRequest<LiveChatBan>
    {
        private readonly LiveChatBan _body;

        public InsertRequest(IClientService service, LiveChatBan body)
            : base(service)
        {
            _body = body;
            InitParameters();
        }

        public override string MethodName => "insert";

        public override string HttpMethod => "POST";

        public override string RestPath => "youtube/v3/liveChat/bans";

        protected override IEnumerable<string> QueryParameters => [];

        protected override object GetBody() => _body;
    }
}
