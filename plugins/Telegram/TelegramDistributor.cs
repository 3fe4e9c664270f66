using LiveIp.Contracts;
using LiveIp.Plugins.Answers;
using LiveIp.Plugins.Changes;
using LiveIp.Plugins.Sending;
using LiveIp.V1;

namespace LiveIp.Plugins.Telegram;

/// <summary>
/// One message of a bot (https://core.telegram.org/bots/api#sendmessage). The Bot API knows no key of ours and reads no history, so
/// nobody can look for a message whose answer was lost: this is no <see cref="IPostFinder"/>, and such a delivery waits for a person.
/// </summary>
internal sealed class TelegramDistributor(TelegramSettings settings) : IDistributor, IPostMeasure, IPostEditor, IPostRemover
{
    /// <summary>Of a message's text, in UTF-16 units.</summary>
    public const int MaxLength = 4096;

    /// <inheritdoc/>
    public Task<PostLimits> GetLimitsAsync(TimeProvider clock, CancellationToken cancellationToken) =>
        Task.FromResult(new PostLimits { Unit = TextUnit.Utf16, MaxLength = MaxLength });

    /// <inheritdoc/>
    public async Task<DeliveryResult> DeliverAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken)
    {
        if (TelegramSettingsValidator.Explain(settings) is { } fault)
        {
            return Rejected(fault);
        }

        if (context.Rendered is not { } rendered)
        {
            return Rejected("The post was never made to Telegram's measure. Post it again.");
        }

        var token = BotToken.TryParse(settings.Token)!;
        var chat = TelegramChat.TryParse(settings.ChatId)!;
        using var content = new OnceContent(TelegramMessage.Write(rendered, chat, settings));
        using var request = new HttpRequestMessage(HttpMethod.Post, token.Method(settings.BaseAddress, "sendMessage"));
        request.Headers.UserAgent.ParseAdd("LiveIp-Telegram/0.1");
        return await SingleAttempt.SendAsync(
            request,
            content,
            settings.Timeout,
            context.Clock,
            async (response, cancellation) =>
            {
                var json = await JsonAnswer.ReadAsync(response, cancellation);
                return TelegramAnswer.Read(response, json, chat, token.Key, context.Clock.GetUtcNow());
            },
            cancellationToken
        );
    }

    /// <inheritdoc/>
    public async Task<ChangeResult> EditAsync(Post post, string remoteId, IDeliveryContext context, CancellationToken cancellationToken)
    {
        if (Fault(remoteId, out var message) is { } fault)
        {
            return fault;
        }

        return context.Rendered is { } rendered
            ? await TelegramChanges.SendAsync(settings, message!, rendered, context.Clock, cancellationToken)
            : ChangeCall.Result(ChangeOutcome.Rejected, "The post was never made to Telegram's measure.");
    }

    /// <inheritdoc/>
    public async Task<ChangeResult> RemoveAsync(string remoteId, IDeliveryContext context, CancellationToken cancellationToken) =>
        Fault(remoteId, out var message)
        ?? await TelegramChanges.SendAsync(settings, message!, rendered: null, context.Clock, cancellationToken);

    private ChangeResult? Fault(string remoteId, out SentMessage? message)
    {
        message = SentMessage.TryParse(remoteId);
        return TelegramSettingsValidator.Explain(settings) is { } fault ? ChangeCall.Result(ChangeOutcome.Rejected, fault)
            : message is null ? ChangeCall.Result(ChangeOutcome.Rejected, "It is not known which message it is.")
            : null;
    }

    private static DeliveryResult Rejected(string detail) => new() { Outcome = DeliveryOutcome.Rejected, Detail = detail };
}
