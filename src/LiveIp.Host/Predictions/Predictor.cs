using LiveIp.Contracts;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Chat.Text;

namespace LiveIp.Host.Predictions;

/// <summary>
/// Begins, locks, resolves and cancels predictions, each once. Where an answer is lost, the platform is asked how things stand: what it
/// shows is done, and what it does not show within a while is unknown.
/// </summary>
internal sealed class Predictor(ChannelActions actions, TimeProvider clock)
{
    /// <summary>How long is looked.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    // Clocks differ, and platforms tell whole seconds.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    /// <exception cref="CapabilityMissingException"/>
    /// <exception cref="AdapterException">The plugin failed.</exception>
    public Task<PredictionLimits> LimitsAsync(ChannelRecord channel, CancellationToken cancellationToken) =>
        actions.AskAsync<IPredictions, PredictionLimits>(channel, static predictions => predictions.PredictionLimits, cancellationToken);

    /// <exception cref="CapabilityMissingException"/>
    /// <exception cref="AdapterException">The platform's answer.</exception>
    public Task<IReadOnlyList<PlatformPrediction>> ListAsync(ChannelRecord channel, CancellationToken cancellationToken) =>
        actions.UseAsync<IPredictions, IReadOnlyList<PlatformPrediction>>(
            channel,
            static (predictions, context, token) => predictions.ListPredictionsAsync(context, token),
            Limit,
            mutates: false,
            cancellationToken
        );

    /// <exception cref="CapabilityMissingException"/>
    /// <exception cref="AdapterException">It was not begun, or OutcomeUnknown.</exception>
    public async Task<PlatformPrediction> CreateAsync(ChannelRecord channel, PredictionDraft draft)
    {
        var since = clock.GetUtcNow() - Slack;
        try
        {
            return await ActAsync(channel, (predictions, context, token) => predictions.CreatePredictionAsync(draft, context, token))
                .ConfigureAwait(false);
        }
        catch (AdapterException e) when (e.Kind == FailureKind.OutcomeUnknown)
        {
            return await LookAsync(channel, p => IsSame(p, draft) && p.CreatedAt >= since).ConfigureAwait(false) ?? throw Lost(e);
        }
    }

    /// <exception cref="CapabilityMissingException"/>
    /// <exception cref="AdapterException">It is as it was, or OutcomeUnknown.</exception>
    public async Task<PlatformPrediction> ChangeAsync(ChannelRecord channel, PredictionChange change)
    {
        try
        {
            return await ActAsync(channel, (predictions, context, token) => predictions.ChangePredictionAsync(change, context, token))
                .ConfigureAwait(false);
        }
        catch (AdapterException e) when (e.Kind == FailureKind.OutcomeUnknown)
        {
            return await LookAsync(
                        channel,
                        p => p.Id == change.Id && p.State == change.To && (change.WinningOutcome ?? p.WinningOutcome) == p.WinningOutcome
                    )
                    .ConfigureAwait(false)
                ?? throw Lost(e);
        }
    }

    private static bool IsSame(PlatformPrediction prediction, PredictionDraft draft) =>
        LineText.Of(prediction.Title) == LineText.Of(draft.Title)
        && prediction.Outcomes.Select(static o => LineText.Of(o.Title)).SequenceEqual(draft.Outcomes.Select(LineText.Of));

    private static AdapterException Lost(AdapterException e) =>
        new(
            FailureKind.OutcomeUnknown,
            $"{e.Message} The platform does not show it; look there before it is asked for again.",
            innerException: e
        )
        {
            Reason = e.Reason,
        };

    private Task<PlatformPrediction> ActAsync(
        ChannelRecord channel,
        Func<IPredictions, IChannelContext, CancellationToken, Task<PlatformPrediction>> act
    ) => actions.UseAsync(channel, act, Limit, mutates: true, CancellationToken.None);

    private async Task<PlatformPrediction?> LookAsync(ChannelRecord channel, Func<PlatformPrediction, bool> wanted)
    {
        for (var began = clock.GetTimestamp(); ; )
        {
            try
            {
                if ((await ListAsync(channel, CancellationToken.None).ConfigureAwait(false)).FirstOrDefault(wanted) is { } found)
                {
                    return found;
                }
            }
            catch (Exception e) when (e is AdapterException or CapabilityMissingException)
            {
                // Looking can be tried again, as long as there is patience.
            }

            if (clock.GetElapsedTime(began) + Look > Patience)
            {
                return null;
            }

            await Task.Delay(Look, clock).ConfigureAwait(false);
        }
    }
}
