using Google.Apis.Discovery;
using Google.Apis.Requests;
using Google.Apis.Services;
using Google.Apis.Util;

namespace LiveIp.Plugins.YouTube.Api;

/// <summary>
/// The part of the YouTube Data API v3 that we use, with the names of the package Google.Apis.YouTube.v3, which can take its
/// place. <see cref="BaseClientService.Initializer.BaseUri"/> points it elsewhere, to an emulator for instance.
/// </summary>
internal sealed class YouTubeService : BaseClientService
{
    public YouTubeService(Initializer initializer)
        : base(initializer)
    {
        LiveBroadcasts = new LiveBroadcastsResource(this);
        LiveChatMessages = new LiveChatMessagesResource(this);
        LiveChatBans = new LiveChatBansResource(this);
        Videos = new VideosResource(this);
        Channels = new ChannelsResource(this);
        LiveStreams = new LiveStreamsResource(this);
        VideoCategories = new VideoCategoriesResource(this);
        Search = new SearchResource(this);
    }

    public LiveBroadcastsResource LiveBroadcasts { get; }

    public LiveChatMessagesResource LiveChatMessages { get; }

    public LiveChatBansResource LiveChatBans { get; }

    public VideosResource Videos { get; }

    public ChannelsResource Channels { get; }

    public LiveStreamsResource LiveStreams { get; }

    public VideoCategoriesResource VideoCategories { get; }

    public SearchResource Search { get; }

    public override string Name => "youtube";

    public override string BaseUri => GetEffectiveUri(BaseUriOverride, "https://youtube.googleapis.com/");

    public override string BasePath => "";

    public override IList<string> Features => [];
}

/// <summary>What all requests share.</summary>
internal abstract class YouTubeBaseServiceRequest<TResponse>(IClientService service) : ClientServiceRequest<TResponse>(service)
{
    /// <summary>Which parts of the resources the answer holds.</summary>
    [RequestParameter("part", RequestParameterType.Query)]
    public Repeatable<string>? Part { get; set; }

    public override string HttpMethod => "GET";

    /// <summary>Deleting answers with nothing, so there is nothing to choose from.</summary>
    protected virtual bool HasPart => true;

    /// <summary>Names of the query parameters besides <c>part</c>.</summary>
    protected virtual IEnumerable<string> QueryParameters => [];

    protected override void InitParameters()
    {
        base.InitParameters();
        foreach (var name in HasPart ? QueryParameters.Prepend("part") : QueryParameters)
        {
            RequestParameters.Add(
                name,
                new Parameter
                {
                    Name = name,
                    IsRequired = name == "part",
                    ParameterType = "query",
                }
            );
        }
    }
}

/// <summary>A call that sends a resource.</summary>
internal abstract class YouTubeWriteRequest<TResource>(IClientService service, TResource body)
    : YouTubeBaseServiceRequest<TResource>(service)
{
    protected override object GetBody() => body!;
}

/// <summary>A resource's "delete", by its id: youtube.videos.delete and its like.</summary>
internal sealed class YouTubeDeleteRequest : YouTubeBaseServiceRequest<string>
{
    /// <param name="restPath">Of the resource: "youtube/v3/videos".</param>
    public YouTubeDeleteRequest(IClientService service, string id, string restPath)
        : base(service)
    {
        (Id, RestPath) = (id, restPath);
        InitParameters();
    }

    [RequestParameter("id", RequestParameterType.Query)]
    public string Id { get; }

    public override string MethodName => "delete";

    public override string HttpMethod => "DELETE";

    public override string RestPath { get; }

    protected override bool HasPart => false;

    protected override IEnumerable<string> QueryParameters => ["id"];
}
