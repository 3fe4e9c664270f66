using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Host.Api;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using static LiveIp.Host.Tests.Api.Hostile.WrongWords;

namespace LiveIp.Host.Tests.Api.Hostile;

/// <summary>Broadcasts, planned and past. What is wrong with each, its status, its reason, and the fields at fault.</summary>
public static class WrongBroadcasts
{
    public static TheoryData<string, IMessage, StatusCode, string, string> All { get; } =
        new()
        {
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
        };
}
