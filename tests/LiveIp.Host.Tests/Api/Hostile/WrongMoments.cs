using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.V1;
using static LiveIp.Host.Tests.Api.Hostile.WrongWords;

namespace LiveIp.Host.Tests.Api.Hostile;

/// <summary>Moments and predictions. What is wrong with each, its status, its reason, and the fields at fault.</summary>
public static class WrongMoments
{
    public static TheoryData<string, IMessage, StatusCode, string, string> All { get; } =
        new()
        {
            { "CreateMarker", new CreateMarkerRequest(), StatusCode.InvalidArgument, BadField, "request_id" },
            {
                "CreateMarker",
                new CreateMarkerRequest { Note = "a\nb" + new string('x', 500), RequestId = new('r', 129) },
                StatusCode.InvalidArgument,
                BadField,
                "request_id note note"
            },
            {
                "CreateMarker",
                new CreateMarkerRequest { RequestId = "r", Channels = { "nope" } },
                StatusCode.InvalidArgument,
                BadField,
                "channels[0]"
            },
            {
                "CreateMarker",
                new CreateMarkerRequest { RequestId = "r", Channels = { "channels/none" } },
                StatusCode.NotFound,
                "CHANNEL_NOT_FOUND",
                ""
            },
            {
                "CreateClip",
                new CreateClipRequest
                {
                    Title = new('x', 501),
                    Length = new Duration { Seconds = -1 },
                },
                StatusCode.InvalidArgument,
                BadField,
                "request_id title length"
            },
            {
                "CreateClip",
                new CreateClipRequest
                {
                    RequestId = "r",
                    Length = new Duration { Seconds = 5, Nanos = 1 },
                },
                StatusCode.InvalidArgument,
                BadField,
                "length"
            },
            {
                "CreateClip",
                new CreateClipRequest { RequestId = "r", Channels = { "channels/none" } },
                StatusCode.NotFound,
                "CHANNEL_NOT_FOUND",
                ""
            },
            {
                "ListMoments",
                new ListMomentsRequest { Broadcast = "a" },
                StatusCode.InvalidArgument,
                BadField,
                "broadcast"
            },
            {
                "ListMoments",
                new ListMomentsRequest { Broadcast = "broadcasts/999999" },
                StatusCode.NotFound,
                "BROADCAST_NOT_FOUND",
                ""
            },
            {
                "ListMoments",
                new ListMomentsRequest { PageSize = -1 },
                StatusCode.InvalidArgument,
                BadField,
                "page_size"
            },
            {
                "ListMoments",
                new ListMomentsRequest { PageToken = "x" },
                StatusCode.InvalidArgument,
                BadPage,
                "page_token"
            },
            { "CreatePrediction", new CreatePredictionRequest(), StatusCode.InvalidArgument, BadField, "request_id title outcomes window" },
            {
                "CreatePrediction",
                new CreatePredictionRequest
                {
                    Title = "x",
                    Outcomes = { "a", "a", "" },
                    Window = new Duration { Seconds = 60, Nanos = 1 },
                    RequestId = "r",
                },
                StatusCode.InvalidArgument,
                BadField,
                "outcomes[2] outcomes window"
            },
            {
                "CreatePrediction",
                new CreatePredictionRequest
                {
                    Title = "x",
                    Outcomes = { "a", "b" },
                    Window = new Duration { Seconds = 60 },
                    RequestId = "r",
                    Channels = { "channels/none" },
                },
                StatusCode.NotFound,
                "CHANNEL_NOT_FOUND",
                ""
            },
            { "LockPrediction", new LockPredictionRequest(), StatusCode.InvalidArgument, BadField, "channel request_id" },
            {
                "LockPrediction",
                new LockPredictionRequest
                {
                    Channel = "channels/a",
                    Prediction = new('x', 300),
                    RequestId = "r",
                },
                StatusCode.InvalidArgument,
                BadField,
                "prediction"
            },
            {
                "ResolvePrediction",
                new ResolvePredictionRequest { Channel = "channels/a", RequestId = "r" },
                StatusCode.InvalidArgument,
                BadField,
                "outcome"
            },
            {
                "CancelPrediction",
                new CancelPredictionRequest { Channel = "channels/none", RequestId = "r" },
                StatusCode.NotFound,
                "CHANNEL_NOT_FOUND",
                ""
            },
            { "ListPredictions", new ListPredictionsRequest(), StatusCode.InvalidArgument, BadField, "channel" },
        };
}
