using Google.Apis.Requests;
using Google.Apis.Services;
using Google.Apis.Util;
using LiveIp.Plugins.YouTube.Api.Data;

namespace LiveIp.Plugins.YouTube.Api;

/// <summary>The one call of the YouTube Analytics API v2, with the names of the package Google.Apis.YouTubeAnalytics.v2.</summary>
internal sealed class YouTubeAnalyticsService(BaseClientService.Initializer initializer) : BaseClientService(initializer)
{
    public override string Name => "youtubeAnalytics";

    public override string BaseUri => GetEffectiveUri(BaseUriOverride, "https://youtubeanalytics.googleapis.com/");

    public override string BasePath => "";

    public override IList<string> Features => [];

    public QueryRequest Query() => new(this);

    /// <summary>youtubeAnalytics.reports.query</summary>
    internal sealed class QueryRequest : ClientServiceRequest<QueryResponse>
    {
        public QueryRequest(IClientService service)
            : base(service) => InitParameters();

        /// <summary>"channel==MINE"</summary>
        [RequestParameter("ids", RequestParameterType.Query)]
        public string? Ids { get; set; }

        /// <summary>yyyy-MM-dd, inclusive, as days in Los Angeles.</summary>
        [RequestParameter("startDate", RequestParameterType.Query)]
        public string? StartDate { get; set; }

        [RequestParameter("endDate", RequestParameterType.Query)]
        public string? EndDate { get; set; }

        [RequestParameter("metrics", RequestParameterType.Query)]
        public string? Metrics { get; set; }

        [RequestParameter("dimensions", RequestParameterType.Query)]
        public string? Dimensions { get; set; }

        /// <summary>"video==ID,ID"</summary>
        [RequestParameter("filters", RequestParameterType.Query)]
        public string? Filters { get; set; }

        [RequestParameter("maxResults", RequestParameterType.Query)]
        public int? MaxResults { get; set; }

        public override string HttpMethod => "GET";

        public override string MethodName => "query";

        public override string RestPath => "v2/reports";

        protected override void InitParameters()
        {
            base.InitParameters();
            foreach (var name in (string[])["ids", "startDate", "endDate", "metrics", "dimensions", "filters", "maxResults"])
            {
                RequestParameters.Add(name, new Google.Apis.Discovery.Parameter { Name = name, ParameterType = "query" });
            }
        }
    }
}
