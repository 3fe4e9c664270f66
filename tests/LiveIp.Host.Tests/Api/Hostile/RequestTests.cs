using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Host.Api;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Api.Hostile;

/// <summary>Each way of asking wrongly has its status, its reason and the field at fault.</summary>
public sealed class RequestTests(WholeHost host) : IClassFixture<WholeHost>
{
    private const string BadField = "INVALID_FIELD";
    private const string BadPage = "PAGE_TOKEN_INVALID";

    private static readonly Timestamp Now = new() { Seconds = 1_700_000_000 };
    private static readonly Timestamp Before = new() { Seconds = 1_600_000_000 };
    private static readonly Timestamp Absurd = new() { Seconds = long.MaxValue, Nanos = -1 };

    public static TheoryData<string, IMessage, StatusCode, string, string> Wrong { get; } =
        new()
        {
            { "BeginSignIn", new BeginSignInRequest(), StatusCode.InvalidArgument, BadField, "platform" },
            {
                "BeginSignIn",
                new BeginSignInRequest { Platform = "twitch", Role = AccountRole.Bot },
                StatusCode.InvalidArgument,
                BadField,
                "channel"
            },
            {
                "BeginSignIn",
                new BeginSignInRequest { Platform = "twitch", Role = (AccountRole)77 },
                StatusCode.InvalidArgument,
                BadField,
                "role"
            },
            {
                "BeginSignIn",
                new BeginSignInRequest { Platform = "twitch", Flow = (SignInFlow)77 },
                StatusCode.InvalidArgument,
                BadField,
                "flow"
            },
            {
                "BeginSignIn",
                new BeginSignInRequest { Platform = "twitch", LoopbackPort = 80 },
                StatusCode.InvalidArgument,
                BadField,
                "loopback_port"
            },
            {
                "BeginSignIn",
                new BeginSignInRequest { Platform = "twitch", LoopbackPort = -1 },
                StatusCode.InvalidArgument,
                BadField,
                "loopback_port"
            },
            {
                "BeginSignIn",
                new BeginSignInRequest { Channel = "channels/nope" },
                StatusCode.NotFound,
                "CHANNEL_NOT_FOUND",
                ""
            },
            {
                "BeginSignIn",
                new BeginSignInRequest { Channel = "nope" },
                StatusCode.InvalidArgument,
                BadField,
                "channel"
            },
            {
                "BeginSignIn",
                new BeginSignInRequest { Platform = "nowhere" },
                StatusCode.FailedPrecondition,
                "PLATFORM_NOT_OFFERED",
                ""
            },
            {
                "BeginSignIn",
                new BeginSignInRequest { Platform = "twitch" },
                StatusCode.FailedPrecondition,
                "APP_MISCONFIGURED",
                ""
            },
            {
                "WatchSignIn",
                new WatchSignInRequest { Session = "nope" },
                StatusCode.InvalidArgument,
                BadField,
                "session"
            },
            {
                "WatchSignIn",
                new WatchSignInRequest { Session = "signInSessions/nope" },
                StatusCode.NotFound,
                "SIGN_IN_SESSION_NOT_FOUND",
                ""
            },
            {
                "CancelSignIn",
                new CancelSignInRequest { Session = "signInSessions/" },
                StatusCode.InvalidArgument,
                BadField,
                "session"
            },
            {
                "ListSignIns",
                new ListSignInsRequest { Channel = "nope" },
                StatusCode.InvalidArgument,
                BadField,
                "channel"
            },
            {
                "RemoveSignIn",
                new RemoveSignInRequest { Name = "channels/x/accounts/owner" },
                StatusCode.InvalidArgument,
                BadField,
                "name"
            },
            {
                "RemoveSignIn",
                new RemoveSignInRequest { Name = "channels/x/accounts/bot" },
                StatusCode.NotFound,
                "CHANNEL_NOT_FOUND",
                ""
            },
            {
                "CreateChannel",
                new CreateChannelRequest { Input = "x" },
                StatusCode.InvalidArgument,
                BadField,
                "platform"
            },
            {
                "CreateChannel",
                new CreateChannelRequest { Platform = "twitch" },
                StatusCode.InvalidArgument,
                BadField,
                "input"
            },
            {
                "CreateChannel",
                new CreateChannelRequest { Platform = "twitch", Input = " \t" },
                StatusCode.InvalidArgument,
                BadField,
                "input"
            },
            {
                "CreateChannel",
                new CreateChannelRequest { Platform = "twitch", Input = new('x', 5000) },
                StatusCode.InvalidArgument,
                BadField,
                "input"
            },
            {
                "CreateChannel",
                new CreateChannelRequest { Platform = "twitch", Input = "a\u0000b" },
                StatusCode.InvalidArgument,
                BadField,
                "input"
            },
            {
                "CreateChannel",
                new CreateChannelRequest { Platform = "nowhere", Input = "x" },
                StatusCode.FailedPrecondition,
                "PLATFORM_NOT_OFFERED",
                ""
            },
            {
                "CreateChannel",
                new CreateChannelRequest { Platform = "webhook", Input = "x" },
                StatusCode.FailedPrecondition,
                "PLATFORM_NOT_OFFERED",
                ""
            },
            { "CreateChannel", Secret("twitch", "nope", "x"), StatusCode.InvalidArgument, BadField, "secrets.nope" },
            { "CreateChannel", Secret("twitch", "refresh_token", ""), StatusCode.InvalidArgument, BadField, "secrets.refresh_token" },
            {
                "CreateChannel",
                Secret("twitch", "refresh_token", new('x', 20_000)),
                StatusCode.InvalidArgument,
                BadField,
                "secrets.refresh_token"
            },
            {
                "CreateChannel",
                Secret("twitch", "refresh_token", "a\u001bb"),
                StatusCode.InvalidArgument,
                BadField,
                "secrets.refresh_token"
            },
            {
                "CreateChannel",
                new CreateChannelRequest
                {
                    Platform = "twitch",
                    Input = "x",
                    RequestId = new('x', 200),
                },
                StatusCode.InvalidArgument,
                BadField,
                "request_id"
            },
            { "GetChannel", new GetChannelRequest(), StatusCode.InvalidArgument, BadField, "name" },
            {
                "GetChannel",
                new GetChannelRequest { Name = "channels/" },
                StatusCode.InvalidArgument,
                BadField,
                "name"
            },
            {
                "GetChannel",
                new GetChannelRequest { Name = "channels/a/b" },
                StatusCode.InvalidArgument,
                BadField,
                "name"
            },
            {
                "GetChannel",
                new GetChannelRequest { Name = "posts/a" },
                StatusCode.InvalidArgument,
                BadField,
                "name"
            },
            {
                "GetChannel",
                new GetChannelRequest { Name = "channels/\u007f" },
                StatusCode.InvalidArgument,
                BadField,
                "name"
            },
            {
                "GetChannel",
                new GetChannelRequest { Name = "channels/nobody" },
                StatusCode.NotFound,
                "CHANNEL_NOT_FOUND",
                ""
            },
            {
                "GetChannel",
                new GetChannelRequest { Name = "channels/" + new string('x', 900_000) },
                StatusCode.NotFound,
                "CHANNEL_NOT_FOUND",
                ""
            },
            {
                "GetChannel",
                new GetChannelRequest { Name = "channels/" + new string('频', 300_000) },
                StatusCode.NotFound,
                "CHANNEL_NOT_FOUND",
                ""
            },
            {
                "UpdateChannel",
                new UpdateChannelRequest { Name = "x" },
                StatusCode.InvalidArgument,
                BadField,
                "name"
            },
            {
                "UpdateChannel",
                new UpdateChannelRequest { Name = "channels/nobody", Enabled = true },
                StatusCode.NotFound,
                "CHANNEL_NOT_FOUND",
                ""
            },
            {
                "DeleteChannel",
                new DeleteChannelRequest { Name = "channels" },
                StatusCode.InvalidArgument,
                BadField,
                "name"
            },
            {
                "DeleteChannel",
                new DeleteChannelRequest { Name = "channels/nobody" },
                StatusCode.NotFound,
                "CHANNEL_NOT_FOUND",
                ""
            },
            {
                "ListChannels",
                new ListChannelsRequest { PageSize = -1 },
                StatusCode.InvalidArgument,
                BadField,
                "page_size"
            },
            {
                "ListChannels",
                new ListChannelsRequest { PageToken = "p" },
                StatusCode.InvalidArgument,
                BadPage,
                "page_token"
            },
            {
                "ListChannels",
                new ListChannelsRequest { PageToken = "pffffffffffffffff" },
                StatusCode.InvalidArgument,
                BadPage,
                "page_token"
            },
            {
                "RestartConnection",
                new RestartConnectionRequest { Channel = "nobody" },
                StatusCode.InvalidArgument,
                BadField,
                "channel"
            },
            {
                "RestartConnection",
                new RestartConnectionRequest { Channel = "channels/nobody" },
                StatusCode.NotFound,
                "CHANNEL_NOT_FOUND",
                ""
            },
            {
                "ListEvents",
                new ListEventsRequest { PageSize = int.MinValue },
                StatusCode.InvalidArgument,
                BadField,
                "page_size"
            },
            {
                "ListEvents",
                new ListEventsRequest { StartTime = Now, EndTime = Before },
                StatusCode.InvalidArgument,
                BadField,
                "end_time"
            },
            {
                "ListEvents",
                new ListEventsRequest { StartTime = Now, EndTime = Now },
                StatusCode.InvalidArgument,
                BadField,
                "end_time"
            },
            {
                "ListEvents",
                new ListEventsRequest { StartTime = Absurd, EndTime = Absurd },
                StatusCode.InvalidArgument,
                BadField,
                "start_time end_time"
            },
            {
                "ListEvents",
                new ListEventsRequest { PageToken = "x" },
                StatusCode.InvalidArgument,
                "RESUME_TOKEN_INVALID",
                "page_token"
            },
            {
                "ListEvents",
                new ListEventsRequest { Filter = new() { Kinds = { "raid", "riot" } } },
                StatusCode.InvalidArgument,
                BadField,
                "filter.kinds[1]"
            },
            {
                "ListEvents",
                new ListEventsRequest
                {
                    Filter = new() { Channels = { "x" }, Platforms = { "" } },
                },
                StatusCode.InvalidArgument,
                BadField,
                "filter.channels[0] filter.platforms[0]"
            },
            {
                "ListEvents",
                new ListEventsRequest { Filter = new() { Channels = { Enumerable.Range(0, 40_000).Select(static i => $"channels/{i}") } } },
                StatusCode.InvalidArgument,
                BadField,
                "filter.channels"
            },
            {
                "WatchEvents",
                new WatchEventsRequest { AfterSequence = -1 },
                StatusCode.InvalidArgument,
                BadField,
                "after_sequence"
            },
            {
                "WatchEvents",
                new WatchEventsRequest { AfterSequence = long.MaxValue },
                StatusCode.InvalidArgument,
                BadField,
                "after_sequence"
            },
            {
                "WatchEvents",
                new WatchEventsRequest { HeartbeatInterval = new() { Nanos = 1 } },
                StatusCode.InvalidArgument,
                BadField,
                "heartbeat_interval"
            },
            {
                "WatchEvents",
                new WatchEventsRequest
                {
                    HeartbeatInterval = new() { Seconds = long.MaxValue, Nanos = int.MinValue },
                },
                StatusCode.InvalidArgument,
                BadField,
                "heartbeat_interval"
            },
            {
                "WatchEvents",
                new WatchEventsRequest { ResumeToken = "=" },
                StatusCode.InvalidArgument,
                "RESUME_TOKEN_INVALID",
                "resume_token"
            },
            {
                "WatchEvents",
                new WatchEventsRequest { ResumeToken = new('A', 39) },
                StatusCode.InvalidArgument,
                "RESUME_TOKEN_INVALID",
                "resume_token"
            },
            {
                "WatchEvents",
                new WatchEventsRequest { ResumeToken = new('A', 500_000) },
                StatusCode.InvalidArgument,
                "RESUME_TOKEN_INVALID",
                "resume_token"
            },
            {
                "WatchEvents",
                new WatchEventsRequest { ResumeToken = new EventServiceToken("another log", 0).Write(1) },
                StatusCode.FailedPrecondition,
                "RESUME_TOKEN_FOREIGN",
                ""
            },
            {
                "GetBroadcast",
                new GetBroadcastRequest { Name = "broadcasts/x" },
                StatusCode.InvalidArgument,
                BadField,
                "name"
            },
            {
                "GetBroadcast",
                new GetBroadcastRequest { Name = "broadcasts/99999" },
                StatusCode.NotFound,
                "BROADCAST_NOT_FOUND",
                ""
            },
            {
                "ListBroadcasts",
                new ListBroadcastsRequest { PageSize = -1 },
                StatusCode.InvalidArgument,
                BadField,
                "page_size"
            },
            {
                "ListBroadcasts",
                new ListBroadcastsRequest { PageToken = "1b" },
                StatusCode.InvalidArgument,
                BadPage,
                "page_token"
            },
            { "UpdateBroadcast", new UpdateBroadcastRequest(), StatusCode.InvalidArgument, BadField, "name" },
            {
                "UpdateBroadcast",
                new UpdateBroadcastRequest { Name = "broadcasts/1", Title = new('x', 300) },
                StatusCode.InvalidArgument,
                BadField,
                "title"
            },
            {
                "UpdateBroadcast",
                new UpdateBroadcastRequest { Name = "broadcasts/1", Labels = { ["topic"] = "<b>" } },
                StatusCode.InvalidArgument,
                BadField,
                "labels.topic"
            },
            {
                "UpdateBroadcast",
                new UpdateBroadcastRequest { Name = "broadcasts/plan-none", UpdateMask = new() },
                StatusCode.NotFound,
                "BROADCAST_NOT_FOUND",
                ""
            },
            { "CreateBroadcast", new CreateBroadcastRequest(), StatusCode.InvalidArgument, BadField, "channels" },
            {
                "CreateBroadcast",
                new CreateBroadcastRequest { Channels = { "channels/none" } },
                StatusCode.NotFound,
                "CHANNEL_NOT_FOUND",
                ""
            },
            {
                "CreateBroadcast",
                new CreateBroadcastRequest
                {
                    StartTime = Before,
                    Channels = { "a" },
                    Details = new() { Tags = { "" }, Language = "a b" },
                    Overrides = { new ChannelOverride { Channel = "channels/b" } },
                    RequestId = new('x', 200),
                },
                StatusCode.InvalidArgument,
                BadField,
                "start_time request_id channels[0] details.tags[0] details.language overrides[0].channel"
            },
            {
                "CreateBroadcast",
                new CreateBroadcastRequest { StartTime = Absurd, Announce = true },
                StatusCode.InvalidArgument,
                BadField,
                "start_time channels"
            },
            { "GoLive", new GoLiveRequest(), StatusCode.InvalidArgument, BadField, "name" },
            {
                "GoLive",
                new GoLiveRequest { Name = "broadcasts/plan-none" },
                StatusCode.NotFound,
                "BROADCAST_NOT_FOUND",
                ""
            },
            {
                "EndBroadcast",
                new EndBroadcastRequest { Name = "broadcasts/plan-a/b" },
                StatusCode.InvalidArgument,
                BadField,
                "name"
            },
            {
                "EndBroadcast",
                new EndBroadcastRequest { Name = "broadcasts/99999" },
                StatusCode.NotFound,
                "BROADCAST_NOT_FOUND",
                ""
            },
            {
                "WatchBroadcast",
                new WatchBroadcastRequest { Name = "x" },
                StatusCode.InvalidArgument,
                BadField,
                "name"
            },
            {
                "ListIngests",
                new ListIngestsRequest { Channels = { "channels/none" } },
                StatusCode.NotFound,
                "CHANNEL_NOT_FOUND",
                ""
            },
            { "RecordBroadcast", new RecordBroadcastRequest(), StatusCode.InvalidArgument, BadField, "start_time end_time channels" },
            {
                "RecordBroadcast",
                new RecordBroadcastRequest
                {
                    StartTime = Absurd,
                    EndTime = Now,
                    Channels = { "channels/one" },
                },
                StatusCode.InvalidArgument,
                BadField,
                "start_time"
            },
            {
                "RecordBroadcast",
                new RecordBroadcastRequest
                {
                    StartTime = Now,
                    EndTime = Before,
                    Channels = { "channels/one" },
                },
                StatusCode.InvalidArgument,
                BadField,
                "end_time"
            },
            {
                "RecordBroadcast",
                new RecordBroadcastRequest
                {
                    StartTime = Now,
                    EndTime = new() { Seconds = 1_700_003_600 },
                    Channels = { "channels/none" },
                },
                StatusCode.NotFound,
                "CHANNEL_NOT_FOUND",
                ""
            },
            { "ConfirmPolicy", new ConfirmPolicyRequest(), StatusCode.InvalidArgument, BadField, "platform" },
            {
                "ConfirmPolicy",
                new ConfirmPolicyRequest { Platform = "nowhere" },
                StatusCode.NotFound,
                "PLATFORM_NOT_FOUND",
                ""
            },
            {
                "ConfirmPolicy",
                new ConfirmPolicyRequest { Platform = "youtube", AgreementText = "yes" },
                StatusCode.InvalidArgument,
                "AGREEMENT_MISMATCH",
                "agreement_text"
            },
            {
                "ConfirmPolicy",
                new ConfirmPolicyRequest { Platform = "twitch" },
                StatusCode.FailedPrecondition,
                "NOTHING_TO_CONFIRM",
                ""
            },
            {
                "GetMetrics",
                new GetMetricsRequest { Metrics = { "joy" } },
                StatusCode.InvalidArgument,
                BadField,
                "metrics[0]"
            },
            {
                "GetMetrics",
                new GetMetricsRequest { Channels = { "x" } },
                StatusCode.InvalidArgument,
                BadField,
                "channels[0]"
            },
            {
                "GetMetrics",
                new GetMetricsRequest { StartTime = Now, EndTime = Before },
                StatusCode.InvalidArgument,
                BadField,
                "end_time"
            },
            {
                "GetMetrics",
                new GetMetricsRequest { StartTime = new() { Seconds = 253_402_300_799 } },
                StatusCode.InvalidArgument,
                BadField,
                "start_time"
            },
            {
                "ListMetricPoints",
                new ListMetricPointsRequest { Metric = "likes" },
                StatusCode.InvalidArgument,
                BadField,
                "channel"
            },
            {
                "ListMetricPoints",
                new ListMetricPointsRequest { Channel = "channels/one" },
                StatusCode.InvalidArgument,
                BadField,
                "metric"
            },
            {
                "ListMetricPoints",
                new ListMetricPointsRequest
                {
                    Channel = "channels/one",
                    Metric = "likes",
                    PageToken = "!",
                },
                StatusCode.InvalidArgument,
                BadPage,
                "page_token"
            },
            {
                "ListMetricPoints",
                new ListMetricPointsRequest
                {
                    Channel = "channels/one",
                    Metric = "likes",
                    PageSize = -1,
                },
                StatusCode.InvalidArgument,
                BadField,
                "page_size"
            },
            {
                "ListMetricPoints",
                new ListMetricPointsRequest { Channel = "channels/one", Metric = "interaction.rate" },
                StatusCode.FailedPrecondition,
                "METRIC_HAS_NO_SERIES",
                ""
            },
            {
                "GetScore",
                new GetScoreRequest { Preset = "Best" },
                StatusCode.InvalidArgument,
                BadField,
                "preset"
            },
            {
                "GetScore",
                new GetScoreRequest { Preset = "SeedPrinted", Channels = { "" } },
                StatusCode.InvalidArgument,
                BadField,
                "channels[0]"
            },
            { "GetReport", new GetReportRequest(), StatusCode.InvalidArgument, BadField, "broadcast format" },
            {
                "GetReport",
                new GetReportRequest
                {
                    Broadcast = "channels/a",
                    Format = (ReportFormat)99,
                    Language = "fr",
                    Profile = "mine",
                },
                StatusCode.InvalidArgument,
                BadField,
                "broadcast format language profile"
            },
            {
                "GetReport",
                new GetReportRequest { Broadcast = "broadcasts/999999", Format = ReportFormat.Html },
                StatusCode.NotFound,
                "BROADCAST_NOT_FOUND",
                ""
            },
            {
                "GetReport",
                new GetReportRequest
                {
                    Broadcast = "broadcasts/last",
                    Format = ReportFormat.Json,
                    Profile = "profiles/none",
                },
                StatusCode.NotFound,
                "PROFILE_NOT_FOUND",
                ""
            },
            {
                "ExportTable",
                new ExportTableRequest { Table = "people", Profile = "profiles/A" },
                StatusCode.InvalidArgument,
                BadField,
                "table format profile"
            },
            {
                "ExportTable",
                new ExportTableRequest
                {
                    Table = "scores",
                    Format = TableFormat.Parquet,
                    Profile = "profiles/none",
                },
                StatusCode.NotFound,
                "PROFILE_NOT_FOUND",
                ""
            },
            { "GetBroadcastScore", new GetBroadcastScoreRequest(), StatusCode.InvalidArgument, BadField, "broadcast" },
            {
                "GetBroadcastScore",
                new GetBroadcastScoreRequest { Broadcast = "broadcasts/first", Profile = "mine" },
                StatusCode.InvalidArgument,
                BadField,
                "broadcast profile"
            },
            {
                "GetBroadcastScore",
                new GetBroadcastScoreRequest { Broadcast = "broadcasts/999999" },
                StatusCode.NotFound,
                "BROADCAST_NOT_FOUND",
                ""
            },
            {
                "GetBroadcastScore",
                new GetBroadcastScoreRequest { Broadcast = "broadcasts/last", Profile = "profiles/none" },
                StatusCode.NotFound,
                "PROFILE_NOT_FOUND",
                ""
            },
            {
                "ListBroadcastScores",
                new ListBroadcastScoresRequest { PageSize = -1 },
                StatusCode.InvalidArgument,
                BadField,
                "page_size"
            },
            {
                "ListBroadcastScores",
                new ListBroadcastScoresRequest { PageToken = "1b" },
                StatusCode.InvalidArgument,
                BadPage,
                "page_token"
            },
            {
                "ListBroadcastScores",
                new ListBroadcastScoresRequest { Profile = "profiles/a@0" },
                StatusCode.InvalidArgument,
                BadField,
                "profile"
            },
            {
                "ExplainScore",
                new ExplainScoreRequest { Broadcast = "broadcasts/-1" },
                StatusCode.InvalidArgument,
                BadField,
                "broadcast"
            },
            {
                "ExplainScore",
                new ExplainScoreRequest { Broadcast = "broadcasts/last", Language = "fr" },
                StatusCode.InvalidArgument,
                BadField,
                "language"
            },
            {
                "CompareBroadcasts",
                new CompareBroadcastsRequest { First = "a", Second = "broadcasts/0" },
                StatusCode.InvalidArgument,
                BadField,
                "first second"
            },
            {
                "WatchScore",
                new WatchScoreRequest { Broadcast = "channels/a", Profile = "profiles/A" },
                StatusCode.InvalidArgument,
                BadField,
                "broadcast profile"
            },
            { "PreviewScoring", new PreviewScoringRequest(), StatusCode.InvalidArgument, BadField, "json" },
            {
                "PreviewScoring",
                new PreviewScoringRequest { Json = "{\"groups\": [null]}" },
                StatusCode.InvalidArgument,
                BadField,
                "json"
            },
            {
                "PreviewScoring",
                new PreviewScoringRequest { Json = new('[', 70_000) },
                StatusCode.InvalidArgument,
                BadField,
                "json"
            },
            {
                "PreviewScoring",
                new PreviewScoringRequest { Json = new('[', 1000) },
                StatusCode.InvalidArgument,
                BadField,
                "json"
            },
            { "SaveProfile", new SaveProfileRequest(), StatusCode.InvalidArgument, BadField, "name" },
            {
                "SaveProfile",
                new SaveProfileRequest { Name = "profiles/a@1", Json = "{}" },
                StatusCode.InvalidArgument,
                BadField,
                "name"
            },
            {
                "SaveProfile",
                new SaveProfileRequest { Name = "profiles/a" },
                StatusCode.InvalidArgument,
                BadField,
                "json"
            },
            {
                "SaveProfile",
                new SaveProfileRequest { Name = "profiles/a", Json = "{}" },
                StatusCode.InvalidArgument,
                BadField,
                "json"
            },
            {
                "ListPlugins",
                new ListPluginsRequest { PageSize = -5 },
                StatusCode.InvalidArgument,
                BadField,
                "page_size"
            },
            {
                "ListPlugins",
                new ListPluginsRequest { PageToken = "?" },
                StatusCode.InvalidArgument,
                BadPage,
                "page_token"
            },
            {
                "GetPlugin",
                new GetPluginRequest { Name = "twitch" },
                StatusCode.InvalidArgument,
                BadField,
                "name"
            },
            {
                "GetPlugin",
                new GetPluginRequest { Name = "plugins/nope" },
                StatusCode.NotFound,
                "PLUGIN_NOT_FOUND",
                ""
            },
            {
                "GetPlugin",
                new GetPluginRequest { Name = "plugins/../../etc" },
                StatusCode.NotFound,
                "PLUGIN_NOT_FOUND",
                ""
            },
            {
                "GetSettings",
                new GetSettingsRequest { Extension = "nope" },
                StatusCode.NotFound,
                "EXTENSION_NOT_FOUND",
                ""
            },
            {
                "UpdateSettings",
                new UpdateSettingsRequest { Extension = "nope" },
                StatusCode.NotFound,
                "EXTENSION_NOT_FOUND",
                ""
            },
            { "UpdateSettings", Setting("twitch", "color", "red"), StatusCode.InvalidArgument, "SETTING_INVALID", "values.color" },
            {
                "UpdateSettings",
                Setting("twitch", "streamPollInterval", "often"),
                StatusCode.InvalidArgument,
                "SETTING_INVALID",
                "values.streamPollInterval"
            },
            {
                "UpdateSettings",
                Setting("twitch", "streamPollInterval", "-1"),
                StatusCode.InvalidArgument,
                "SETTING_INVALID",
                "values.streamPollInterval"
            },
            {
                "UpdateSettings",
                Setting("twitch", "streamPollInterval", "NaN"),
                StatusCode.InvalidArgument,
                "SETTING_INVALID",
                "values.streamPollInterval"
            },
            { "UpdateSettings", Setting("webhook", "url", "not a url"), StatusCode.InvalidArgument, "SETTING_INVALID", "values.url" },
            {
                "UpdateSettings",
                Setting("webhook", "twitch.clientId", "x"),
                StatusCode.InvalidArgument,
                "SETTING_INVALID",
                "values.twitch.clientId"
            },
            { "UpdateSettings", Setting("webhook", "url", "http://x\u0001"), StatusCode.InvalidArgument, BadField, "values.url" },
            {
                "CreatePost",
                new CreatePostRequest { Post = new() { Text = "x" } },
                StatusCode.InvalidArgument,
                BadField,
                "request_id"
            },
            {
                "CreatePost",
                new CreatePostRequest { RequestId = "r" },
                StatusCode.InvalidArgument,
                BadField,
                "post"
            },
            {
                "CreatePost",
                new CreatePostRequest { RequestId = "r", Post = new() },
                StatusCode.InvalidArgument,
                BadField,
                "post.text"
            },
            {
                "CreatePost",
                new CreatePostRequest
                {
                    RequestId = "r",
                    Post = new() { Text = new('x', 70_000) },
                },
                StatusCode.InvalidArgument,
                BadField,
                "post"
            },
            {
                "CreatePost",
                new CreatePostRequest
                {
                    RequestId = "r",
                    Post = new() { Text = "x", Kind = (Post.Types.Kind)99 },
                },
                StatusCode.InvalidArgument,
                BadField,
                "post.kind"
            },
            {
                "CreatePost",
                new CreatePostRequest
                {
                    RequestId = "r",
                    Post = new() { Text = "x" },
                    Distributors = { "nope" },
                },
                StatusCode.InvalidArgument,
                BadField,
                "distributors[0]"
            },
            {
                "CreatePost",
                new CreatePostRequest
                {
                    RequestId = "r",
                    Post = new() { Text = "x" },
                    Distributors = { "webhook" },
                },
                StatusCode.FailedPrecondition,
                "DISTRIBUTOR_NOT_SET_UP",
                ""
            },
            {
                "CreatePost",
                new CreatePostRequest
                {
                    RequestId = "r",
                    Post = new() { Text = "x" },
                },
                StatusCode.FailedPrecondition,
                "NO_DISTRIBUTOR",
                ""
            },
            {
                "CreatePost",
                new CreatePostRequest
                {
                    RequestId = "r",
                    Post = new() { Text = "x", Links = { new Post.Types.Link { Uri = "\u0007" } } },
                },
                StatusCode.InvalidArgument,
                BadField,
                "post.links[0].uri"
            },
            { "ListDeliveries", new ListDeliveriesRequest(), StatusCode.InvalidArgument, BadField, "post" },
            {
                "ListDeliveries",
                new ListDeliveriesRequest { Post = "posts/nope" },
                StatusCode.NotFound,
                "POST_NOT_FOUND",
                ""
            },
            {
                "ListDeliveries",
                new ListDeliveriesRequest { Post = "posts/-", PageToken = "q" },
                StatusCode.InvalidArgument,
                BadPage,
                "page_token"
            },
            {
                "ListDeliveries",
                new ListDeliveriesRequest { Post = "posts/-", PageSize = -1 },
                StatusCode.InvalidArgument,
                BadField,
                "page_size"
            },
            {
                "Suggest",
                new SuggestRequest { Profile = "mine" },
                StatusCode.InvalidArgument,
                BadField,
                "profile"
            },
            {
                "Suggest",
                new SuggestRequest { Profile = "profiles/none" },
                StatusCode.NotFound,
                "PROFILE_NOT_FOUND",
                ""
            },
            {
                "Suggest",
                new SuggestRequest { Candidates = { new CandidateLabels() } },
                StatusCode.InvalidArgument,
                BadField,
                "candidates[0].labels"
            },
            {
                "Suggest",
                new SuggestRequest { Candidates = { new CandidateLabels { Labels = { ["topic"] = "<b>" } } } },
                StatusCode.InvalidArgument,
                BadField,
                "candidates[0].labels.topic"
            },
            {
                "Suggest",
                new SuggestRequest { Candidates = { Enumerable.Repeat(new CandidateLabels(), 20_000) } },
                StatusCode.InvalidArgument,
                BadField,
                "candidates"
            },
            {
                "Suggest",
                new SuggestRequest
                {
                    Vetoes =
                    {
                        new LabelValue { Factor = "a\u0000b", Value = "x" },
                    },
                },
                StatusCode.InvalidArgument,
                BadField,
                "vetoes[0].factor"
            },
            {
                "Suggest",
                new SuggestRequest
                {
                    Spacings =
                    {
                        new Spacing { Factor = "topic", Broadcasts = int.MinValue },
                    },
                },
                StatusCode.InvalidArgument,
                BadField,
                "spacings[0].broadcasts"
            },
            {
                "RecordChoice",
                new RecordChoiceRequest { Broadcast = "broadcasts/x", Labels = { ["topic"] = "" } },
                StatusCode.InvalidArgument,
                BadField,
                "suggestion broadcast labels.topic"
            },
            {
                "RecordChoice",
                new RecordChoiceRequest { Suggestion = "suggestions/none", Labels = { ["topic"] = "x" } },
                StatusCode.NotFound,
                "SUGGESTION_NOT_FOUND",
                ""
            },
            {
                "ListSuggestions",
                new ListSuggestionsRequest { PageSize = -1 },
                StatusCode.InvalidArgument,
                BadField,
                "page_size"
            },
            {
                "ListSuggestions",
                new ListSuggestionsRequest { PageToken = "x" },
                StatusCode.InvalidArgument,
                BadPage,
                "page_token"
            },
            {
                "BackTest",
                new BackTestRequest { Profile = "profiles/A B" },
                StatusCode.InvalidArgument,
                BadField,
                "profile"
            },
            {
                "BackTest",
                new BackTestRequest { Profile = "profiles/default@99" },
                StatusCode.NotFound,
                "PROFILE_NOT_FOUND",
                ""
            },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_request_is_refused_with_its_reason(
        string rpc,
        IMessage request,
        StatusCode code,
        string reason,
        string fields
    )
    {
        var error = await Rpcs.CallAsync(host.Invoker, Rpcs.All.Single(m => m.Name == rpc), request.ToByteArray());

        Assert.NotNull(error);
        var refusal = Refusal.Check(error, host);
        Assert.Equal((code, reason, fields), (refusal.Code, refusal.Reason, string.Join(' ', refusal.Fields)));
    }

    [Fact]
    public void Every_method_that_can_be_asked_wrongly_is_in_the_table()
    {
        string[] askedNothing =
        [
            "GetHost",
            "ListPolicies",
            "ListConnections",
            "WatchConnections",
            "ListMetricDefinitions",
            "ListProfiles",
            "ListExchangeRates",
        ];
        string[] services = ["Host", "Plugin", "Channel", "Connection", "Event", "Metric", "Score", "Strategy", "Report", "Post"];
        var all = Rpcs.All.Where(m => services.Contains(m.Service.Name.Replace("Service", "", StringComparison.Ordinal)));

        Assert.Empty(all.Select(static m => m.Name).Except(Wrong.Select(static row => row.Data.Item1)).Except(askedNothing));
    }

    [Fact]
    public async Task A_token_of_another_filter_is_foreign()
    {
        var events = new EventService.EventServiceClient(host.Channel);
        var page = await events.ListEventsAsync(new ListEventsRequest { PageSize = 1 });

        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await events.ListEventsAsync(
                new ListEventsRequest
                {
                    PageToken = page.NextPageToken,
                    Filter = new() { Kinds = { "raid" } },
                }
            )
        );

        Assert.Equal(
            (StatusCode.InvalidArgument, "RESUME_TOKEN_FOREIGN"),
            (Refusal.Check(error, host).Code, Refusal.Check(error, host).Reason)
        );
    }

    [Fact]
    public async Task A_page_size_above_the_most_means_the_most()
    {
        var events = await new EventService.EventServiceClient(host.Channel).ListEventsAsync(new() { PageSize = int.MaxValue });
        var plugins = await new PluginService.PluginServiceClient(host.Channel).ListPluginsAsync(new() { PageSize = int.MaxValue });

        Assert.Equal((2, 4), (events.Events.Count, plugins.Plugins.Count));
    }

    [Fact]
    public async Task Many_mistakes_in_one_request_make_an_answer_that_every_client_can_take()
    {
        var request = new UpdateSettingsRequest { Extension = "twitch" };
        for (var i = 0; i < 5000; i++)
        {
            request.Values[$"设置{i}"] = "值";
        }

        var error = await Rpcs.CallAsync(host.Invoker, Rpcs.All.Single(static m => m.Name == "UpdateSettings"), request.ToByteArray());

        Assert.Equal("SETTING_INVALID", Refusal.Check(error!, host).Reason);
    }

    [Fact]
    public async Task What_is_no_message_or_too_large_says_so()
    {
        var getChannel = Rpcs.All.Single(static m => m.Name == "GetChannel");
        var broken = await Rpcs.CallAsync(host.Invoker, getChannel, [0x0A, 0xFF, 0x01]);
        var large = await Rpcs.CallAsync(host.Invoker, getChannel, new byte[2 * 1024 * 1024]);
        // Field 1, five bytes of a text that is no UTF-8.
        var latin = await Rpcs.CallAsync(host.Invoker, getChannel, [0x0A, 0x05, .. "a"u8, 0xE9, 0xFF, 0xC0, 0x80]);

        Assert.Equal((StatusCode.InvalidArgument, "REQUEST_MALFORMED"), Short(broken));
        Assert.Equal((StatusCode.ResourceExhausted, "REQUEST_TOO_LARGE"), Short(large));
        Assert.Equal(StatusCode.InvalidArgument, Short(latin).Code);
    }

    [Fact]
    public async Task An_unknown_method_says_so()
    {
        var bytes = Marshallers.Create<byte[]>(static b => b, static b => b);
        var method = new Method<byte[], byte[]>(MethodType.Unary, "liveip.v1.HostService", "Explode", bytes, bytes);

        var error = await Assert.ThrowsAsync<RpcException>(() =>
            host.Invoker.AsyncUnaryCall(method, null, new CallOptions(), []).ResponseAsync
        );

        Assert.Equal((StatusCode.Unimplemented, "METHOD_UNKNOWN"), Short(error));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer ")]
    [InlineData("Bearer wrong")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task Without_the_token_nothing_is_answered(string? authorization)
    {
        using var stranger = Grpc.Net.Client.GrpcChannel.ForAddress(host.GrpcAddress);
        var headers = authorization is null ? [] : new Metadata { { "authorization", authorization } };
        foreach (var rpc in Rpcs.All.Where(static m => !m.IsServerStreaming))
        {
            var bytes = Marshallers.Create<byte[]>(static b => b, static b => b);
            var method = new Method<byte[], byte[]>(MethodType.Unary, rpc.Service.FullName, rpc.Name, bytes, bytes);
            var error = await Assert.ThrowsAsync<RpcException>(() =>
                stranger.CreateCallInvoker().AsyncUnaryCall(method, null, new CallOptions(headers), []).ResponseAsync
            );
            Assert.Equal((StatusCode.Unauthenticated, "TOKEN_REQUIRED"), Short(error));
        }
    }

    private (StatusCode Code, string Reason) Short(RpcException? error)
    {
        Assert.NotNull(error);
        var refusal = Refusal.Check(error, host);
        return (refusal.Code, refusal.Reason);
    }

    private static CreateChannelRequest Secret(string platform, string id, string value) =>
        new()
        {
            Platform = platform,
            Input = "x",
            Secrets = { [id] = value },
        };

    private static UpdateSettingsRequest Setting(string extension, string key, string value) =>
        new() { Extension = extension, Values = { [key] = value } };
}
