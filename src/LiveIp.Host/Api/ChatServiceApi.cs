using Google.Protobuf;
using Grpc.Core;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Chat.Lines;
using LiveIp.Host.Chat.Moderation;
using LiveIp.Host.Chat.Sending;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>ChatService: writing in the chats.</summary>
internal sealed partial class ChatServiceApi(
    MessageSender sender,
    SendPlanner planner,
    ChatServiceTargets targets,
    Moderator moderator,
    ActOnce once
) : ChatService.ChatServiceBase
{
    /// <summary>UTF-16 units of a message, before it is split.</summary>
    public const int LongestText = 5000;

    public override async Task<SendMessageResponse> SendMessage(SendMessageRequest request, ServerCallContext context)
    {
        var text = Check(request.Text, request.RequestId, request.Channels.Count);
        var lines = await SendAsync(
            request,
            request.RequestId,
            () => PlanAsync(request.Channels, text, LineKind.Message, allowPlain: false, request.AllowPartial, context.CancellationToken),
            context.CancellationToken
        );
        return new() { Results = { ChatServiceMessages.Results(lines) } };
    }

    public override async Task<AnnounceResponse> Announce(AnnounceRequest request, ServerCallContext context)
    {
        var text = Check(request.Text, request.RequestId, request.Channels.Count);
        var lines = await SendAsync(
            request,
            request.RequestId,
            () =>
                PlanAsync(
                    request.Channels,
                    text,
                    LineKind.Announcement,
                    request.AllowPlain,
                    request.AllowPartial,
                    context.CancellationToken
                ),
            context.CancellationToken
        );
        return new() { Results = { ChatServiceMessages.Results(lines) } };
    }

    public override async Task<ReplyToMessageResponse> ReplyToMessage(ReplyToMessageRequest request, ServerCallContext context)
    {
        var text = Check(request.Text, request.RequestId, 1, checks => ChatServiceTargets.Check(request.Event, "event", checks));
        var lines = await SendAsync(
            request,
            request.RequestId,
            async () =>
            {
                var (channel, answered) = targets.Message(request.Event, "event");
                var checks = new FieldChecks();
                var author = request.AllowPlain ? answered.Actor?.Person?.DisplayName ?? "" : null;
                var plan = await planner.ReplyAsync(channel, text, answered.Id, author, checks, context.CancellationToken);
                checks.ThrowIfAny();
                return [plan];
            },
            context.CancellationToken
        );
        return new() { Result = ChatServiceMessages.Results(lines).Single(), Plain = lines.All(static l => l.ReplyTo.Length == 0) };
    }

    private static string Check(string text, string requestId, int channels, Action<FieldChecks>? more = null)
    {
        var checks = new FieldChecks();
        checks.RequestId(requestId);
        checks.Require(text.Length <= LongestText, "text", $"must not be longer than {LongestText} characters");
        checks.Require(!string.IsNullOrWhiteSpace(text), "text", "must say something");
        checks.MostOf(channels, "channels");
        more?.Invoke(checks);
        checks.ThrowIfAny();
        return text;
    }

    private async Task<IReadOnlyList<ChatLine>> SendAsync(
        IMessage request,
        string requestId,
        Func<Task<List<SendPlan>>> plan,
        CancellationToken cancellationToken
    )
    {
        var fingerprint = RequestLedger.Fingerprint([
            .. System.Text.Encoding.UTF8.GetBytes(request.Descriptor.Name),
            .. request.ToByteArray(),
        ]);
        try
        {
            return await sender.FindAsync(requestId, fingerprint, cancellationToken)
                ?? await sender.SendAsync(await plan(), requestId, fingerprint, cancellationToken);
        }
        catch (Exception e) when (ChannelServiceErrors.From(e) is { } error)
        {
            throw error;
        }
    }

    private async Task<List<SendPlan>> PlanAsync(
        IReadOnlyList<string> names,
        string text,
        LineKind kind,
        bool allowPlain,
        bool allowPartial,
        CancellationToken cancellationToken
    )
    {
        var plans = new List<SendPlan>();
        var checks = new FieldChecks();
        foreach (var channel in targets.Channels(names))
        {
            try
            {
                plans.Add(await planner.MakeAsync(channel, text, kind, allowPlain, checks, cancellationToken));
            }
            catch (CapabilityMissingException e) when (allowPartial)
            {
                plans.Add(
                    new()
                    {
                        Channel = channel,
                        Kind = kind,
                        Lines = [],
                        Unsupported = e.Message,
                    }
                );
            }
        }

        checks.ThrowIfAny();
        return plans;
    }
}
