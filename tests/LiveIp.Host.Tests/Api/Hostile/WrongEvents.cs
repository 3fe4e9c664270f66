using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Host.Api;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using static LiveIp.Host.Tests.Api.Hostile.WrongWords;

namespace LiveIp.Host.Tests.Api.Hostile;

/// <summary>Events, metrics, and policies. What is wrong with each, its status, its reason, and the fields at fault.</summary>
public static class WrongEvents
{
    public static TheoryData<string, IMessage, StatusCode, string, string> All { get; } =
        new()
        {
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
        };
}
