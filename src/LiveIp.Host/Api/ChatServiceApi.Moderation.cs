using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Channels;
using LiveIp.Host.Chat.Moderation;
using LiveIp.V1;

namespace LiveIp.Host.Api;

// Keeping order in the chats.
internal sealed partial class ChatServiceApi
{
    private const int LongestReason = 500;

    public override async Task<DeleteMessageResponse> DeleteMessage(DeleteMessageRequest request, ServerCallContext context)
    {
        var checks = new FieldChecks();
        checks.RequestId(request.RequestId);
        ChatServiceTargets.Check(request.Event, "event", checks);
        checks.ThrowIfAny();
        return await once.AnswerAsync(
            "chat_remove",
            request.RequestId,
            request,
            async () =>
            {
                var (channel, message) = targets.Message(request.Event, "event");
                await moderator.RemoveAsync(channel, message.Id);
                return new DeleteMessageResponse();
            },
            context.CancellationToken
        );
    }

    public override async Task<TimeoutPersonResponse> TimeoutPerson(TimeoutPersonRequest request, ServerCallContext context)
    {
        var checks = new FieldChecks();
        checks.RequestId(request.RequestId);
        ChatServiceTargets.Check(request.Target, checks);
        CheckReason(request.Reason, checks);
        checks.Require(
            request.Duration is { Seconds: > 0 and <= 315_576_000_000, Nanos: 0 },
            "duration",
            "must be whole seconds, at least one"
        );
        checks.ThrowIfAny();
        return await once.AnswerAsync(
            "chat.timeout",
            request.RequestId,
            request,
            async () =>
            {
                var (channel, person) = targets.Person(request.Target);
                var duration = request.Duration.ToTimeSpan();
                var longest = await moderator.MaxTimeoutAsync(channel, CancellationToken.None);
                return duration > longest
                    ? throw RpcErrors.InvalidArgument(
                        ("duration", $"is at most {longest.TotalSeconds:0} s on {channel.Platform}, of {channel.Name}")
                    )
                    : new TimeoutPersonResponse { Ban = Message(await moderator.BanAsync(channel, person, duration, request.Reason)) };
            },
            context.CancellationToken
        );
    }

    public override async Task<BanPersonResponse> BanPerson(BanPersonRequest request, ServerCallContext context)
    {
        var checks = new FieldChecks();
        checks.RequestId(request.RequestId);
        ChatServiceTargets.Check(request.Target, checks);
        CheckReason(request.Reason, checks);
        checks.ThrowIfAny();
        return await once.AnswerAsync(
            "chat_ban",
            request.RequestId,
            request,
            async () =>
            {
                var (channel, person) = targets.Person(request.Target);
                return new BanPersonResponse { Ban = Message(await moderator.BanAsync(channel, person, duration: null, request.Reason)) };
            },
            context.CancellationToken
        );
    }

    public override async Task<UnbanPersonResponse> UnbanPerson(UnbanPersonRequest request, ServerCallContext context)
    {
        var checks = new FieldChecks();
        checks.RequestId(request.RequestId);
        ChatServiceTargets.Check(request.Target, checks);
        checks.ThrowIfAny();
        return await once.AnswerAsync(
            "chat.unban",
            request.RequestId,
            request,
            async () =>
            {
                var (channel, person) = targets.Person(request.Target);
                await moderator.UnbanAsync(channel, person);
                return new UnbanPersonResponse();
            },
            context.CancellationToken
        );
    }

    private static void CheckReason(string reason, FieldChecks checks) =>
        checks.Require(reason.Length <= LongestReason, "reason", $"must not be longer than {LongestReason} characters");

    private static Ban Message((BanRecord Ban, bool HandleLost) placed) =>
        new()
        {
            Channel = placed.Ban.Channel,
            Person = placed.Ban.Person,
            PlacedAt = placed.Ban.PlacedAt.ToTimestamp(),
            EndsAt = placed.Ban.EndsAt?.ToTimestamp(),
            HandleLost = placed.HandleLost,
        };
}
