using Google.Protobuf;
using Grpc.Core;
using LiveIp.V1;
using Duration = Google.Protobuf.WellKnownTypes.Duration;

namespace LiveIp.Host.Tests.Api.Hostile;

/// <summary>Each way of asking wrongly of polls.</summary>
internal static class WrongPolls
{
    private const string BadField = "INVALID_FIELD";

    public static TheoryData<string, IMessage, StatusCode, string, string> All { get; } =
        new()
        {
            { "CreatePoll", Ask(static r => r.RequestId = ""), StatusCode.InvalidArgument, BadField, "request_id" },
            { "CreatePoll", Ask(static r => r.RequestId = new('r', 129)), StatusCode.InvalidArgument, BadField, "request_id" },
            { "CreatePoll", Ask(static r => r.Question = " \n"), StatusCode.InvalidArgument, BadField, "question" },
            { "CreatePoll", Ask(static r => r.Question = new('q', 501)), StatusCode.InvalidArgument, BadField, "question" },
            { "CreatePoll", Ask(static r => r.Question = "a\u0000b"), StatusCode.InvalidArgument, BadField, "question" },
            { "CreatePoll", Ask(static r => r.Options.Clear()), StatusCode.InvalidArgument, BadField, "options" },
            { "CreatePoll", Ask(static r => r.Options.AddRange(["c", "d", "e"])), StatusCode.InvalidArgument, BadField, "options" },
            { "CreatePoll", Ask(static r => r.Options[1] = " A "), StatusCode.InvalidArgument, BadField, "options[1]" },
            { "CreatePoll", Ask(static r => r.Options[0] = ""), StatusCode.InvalidArgument, BadField, "options[0]" },
            { "CreatePoll", Ask(static r => r.Options[0] = new('o', 201)), StatusCode.InvalidArgument, BadField, "options[0]" },
            { "CreatePoll", Ask(static r => r.Duration = null), StatusCode.InvalidArgument, BadField, "duration" },
            { "CreatePoll", Ask(static r => r.Duration.Seconds = 4), StatusCode.InvalidArgument, BadField, "duration" },
            { "CreatePoll", Ask(static r => r.Duration.Seconds = 86_401), StatusCode.InvalidArgument, BadField, "duration" },
            { "CreatePoll", Ask(static r => r.Duration.Seconds = long.MaxValue), StatusCode.InvalidArgument, BadField, "duration" },
            { "CreatePoll", Ask(static r => r.Duration.Nanos = 1), StatusCode.InvalidArgument, BadField, "duration" },
            { "CreatePoll", Ask(static r => r.Channels.Add("nope")), StatusCode.InvalidArgument, BadField, "channels[0]" },
            { "CreatePoll", Ask(static r => r.Channels.Add("channels/nope")), StatusCode.NotFound, "CHANNEL_NOT_FOUND", "" },
            { "CreatePoll", Ask(static _ => { }), StatusCode.FailedPrecondition, "CHANNEL_NOT_ENABLED", "" },
            {
                "EndPoll",
                new EndPollRequest { Name = "polls/x" },
                StatusCode.InvalidArgument,
                BadField,
                "request_id"
            },
            {
                "EndPoll",
                new EndPollRequest { Name = "x", RequestId = "r" },
                StatusCode.InvalidArgument,
                BadField,
                "name"
            },
            {
                "EndPoll",
                new EndPollRequest { Name = "polls/x", RequestId = "r" },
                StatusCode.NotFound,
                "POLL_NOT_FOUND",
                ""
            },
            {
                "GetPoll",
                new GetPollRequest { Name = "polls/" },
                StatusCode.InvalidArgument,
                BadField,
                "name"
            },
            {
                "GetPoll",
                new GetPollRequest { Name = "polls/x/y" },
                StatusCode.InvalidArgument,
                BadField,
                "name"
            },
            {
                "GetPoll",
                new GetPollRequest { Name = "polls/x" },
                StatusCode.NotFound,
                "POLL_NOT_FOUND",
                ""
            },
            {
                "WatchPoll",
                new WatchPollRequest { Name = "polls/x" },
                StatusCode.NotFound,
                "POLL_NOT_FOUND",
                ""
            },
            {
                "ListPolls",
                new ListPollsRequest { PageSize = -1 },
                StatusCode.InvalidArgument,
                BadField,
                "page_size"
            },
            {
                "ListPolls",
                new ListPollsRequest { PageToken = "x" },
                StatusCode.InvalidArgument,
                "PAGE_TOKEN_INVALID",
                "page_token"
            },
        };

    private static CreatePollRequest Ask(Action<CreatePollRequest> spoil)
    {
        var request = new CreatePollRequest
        {
            Question = "q",
            Options = { "a", "b" },
            Duration = new Duration { Seconds = 60 },
            RequestId = "r",
        };
        spoil(request);
        return request;
    }
}
