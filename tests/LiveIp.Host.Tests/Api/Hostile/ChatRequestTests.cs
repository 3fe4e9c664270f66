using Google.Protobuf;
using Grpc.Core;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Api.Hostile;

/// <summary>Each way of asking wrongly of the chats.</summary>
public sealed class ChatRequestTests(WholeHost host) : IClassFixture<WholeHost>
{
    private const string BadField = "INVALID_FIELD";

    private static readonly EventName Event = new() { Sequence = 1 };

    public static TheoryData<string, IMessage, StatusCode, string, string> Wrong { get; } =
        new()
        {
            {
                "SendMessage",
                new SendMessageRequest { Text = "x" },
                StatusCode.InvalidArgument,
                BadField,
                "request_id"
            },
            {
                "SendMessage",
                new SendMessageRequest { Text = "x", RequestId = new('r', 129) },
                StatusCode.InvalidArgument,
                BadField,
                "request_id"
            },
            {
                "SendMessage",
                new SendMessageRequest { RequestId = "r" },
                StatusCode.InvalidArgument,
                BadField,
                "text"
            },
            {
                "SendMessage",
                new SendMessageRequest { Text = " \n", RequestId = "r" },
                StatusCode.InvalidArgument,
                BadField,
                "text"
            },
            {
                "SendMessage",
                new SendMessageRequest { Text = new('x', 5001), RequestId = "r" },
                StatusCode.InvalidArgument,
                BadField,
                "text"
            },
            {
                "SendMessage",
                new SendMessageRequest { Text = "a\u0000b", RequestId = "r" },
                StatusCode.InvalidArgument,
                BadField,
                "text"
            },
            {
                "SendMessage",
                new SendMessageRequest
                {
                    Text = "x",
                    RequestId = "r",
                    Channels = { "nope" },
                },
                StatusCode.InvalidArgument,
                BadField,
                "channels[0]"
            },
            {
                "SendMessage",
                new SendMessageRequest
                {
                    Text = "x",
                    RequestId = "r",
                    Channels = { "channels/nope" },
                },
                StatusCode.NotFound,
                "CHANNEL_NOT_FOUND",
                ""
            },
            {
                "SendMessage",
                new SendMessageRequest { Text = "x", RequestId = "r" },
                StatusCode.FailedPrecondition,
                "CHANNEL_NOT_ENABLED",
                ""
            },
            {
                "Announce",
                new AnnounceRequest { Text = "x" },
                StatusCode.InvalidArgument,
                BadField,
                "request_id"
            },
            {
                "Announce",
                new AnnounceRequest { RequestId = "r" },
                StatusCode.InvalidArgument,
                BadField,
                "text"
            },
            {
                "Announce",
                new AnnounceRequest { Text = "x", RequestId = "r" },
                StatusCode.FailedPrecondition,
                "CHANNEL_NOT_ENABLED",
                ""
            },
            {
                "ReplyToMessage",
                new ReplyToMessageRequest { Text = "x", Event = Event },
                StatusCode.InvalidArgument,
                BadField,
                "request_id"
            },
            {
                "ReplyToMessage",
                new ReplyToMessageRequest { Event = Event, RequestId = "r" },
                StatusCode.InvalidArgument,
                BadField,
                "text"
            },
            {
                "ReplyToMessage",
                new ReplyToMessageRequest { Text = "x", RequestId = "r" },
                StatusCode.InvalidArgument,
                BadField,
                "event"
            },
            { "ReplyToMessage", Reply(new() { Sequence = -1 }), StatusCode.InvalidArgument, BadField, "event.sequence" },
            { "ReplyToMessage", Reply(new() { Sequence = 1, Id = "a" }), StatusCode.InvalidArgument, BadField, "event.sequence" },
            { "ReplyToMessage", Reply(new() { Channel = "x", Id = "a" }), StatusCode.InvalidArgument, BadField, "event.channel" },
            { "ReplyToMessage", Reply(new() { Channel = "channels/x" }), StatusCode.InvalidArgument, BadField, "event.id" },
            {
                "ReplyToMessage",
                Reply(new() { Channel = "channels/x", Id = new('i', 300) }),
                StatusCode.InvalidArgument,
                BadField,
                "event.id"
            },
            { "ReplyToMessage", Reply(new() { Sequence = 999 }), StatusCode.NotFound, "EVENT_NOT_FOUND", "" },
            {
                "DeleteMessage",
                new DeleteMessageRequest { Event = Event },
                StatusCode.InvalidArgument,
                BadField,
                "request_id"
            },
            {
                "DeleteMessage",
                new DeleteMessageRequest { RequestId = "r" },
                StatusCode.InvalidArgument,
                BadField,
                "event"
            },
            {
                "BanPerson",
                new BanPersonRequest { RequestId = "r" },
                StatusCode.InvalidArgument,
                BadField,
                "target"
            },
            {
                "BanPerson",
                new BanPersonRequest
                {
                    RequestId = "r",
                    Target = new() { Channel = "channels/x", Person = "nobody" },
                },
                StatusCode.InvalidArgument,
                BadField,
                "target.person"
            },
            {
                "TimeoutPerson",
                new TimeoutPersonRequest
                {
                    RequestId = "r",
                    Target = new() { Event = Event },
                },
                StatusCode.InvalidArgument,
                BadField,
                "duration"
            },
            {
                "UnbanPerson",
                new UnbanPersonRequest
                {
                    RequestId = "r",
                    Target = new() { Channel = "channels/nope", Person = "twitch:1" },
                },
                StatusCode.NotFound,
                "CHANNEL_NOT_FOUND",
                ""
            },
            // The channel of the log's sample is no channel that is followed.
            { "ReplyToMessage", Reply(Event), StatusCode.NotFound, "CHANNEL_NOT_FOUND", "" },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_request_is_refused_with_its_reason_and_field(
        string method,
        IMessage request,
        StatusCode code,
        string reason,
        string fields
    )
    {
        var error = await Rpcs.CallAsync(host.Invoker, Method(method), request.ToByteArray());

        Assert.NotNull(error);
        var refusal = Refusal.Check(error, host);
        Assert.Equal((code, reason, fields), (refusal.Code, refusal.Reason, string.Join(' ', refusal.Fields)));
    }

    [Fact]
    public void Every_method_is_in_the_table() =>
        Assert.Equal(
            ChatServiceReflection.Descriptor.Services.Single().Methods.Select(static m => m.Name).Order(StringComparer.Ordinal),
            Wrong.Select(static row => row.Data.Item1).Distinct().Order(StringComparer.Ordinal)
        );

    private static Google.Protobuf.Reflection.MethodDescriptor Method(string name) =>
        ChatServiceReflection.Descriptor.Services.Single().Methods.Single(m => m.Name == name);

    private static ReplyToMessageRequest Reply(EventName name) =>
        new()
        {
            Text = "x",
            RequestId = "r",
            Event = name,
        };
}
