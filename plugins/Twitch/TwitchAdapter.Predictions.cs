using LiveIp.Contracts;
using LiveIp.Plugins.Twitch.Api;
using LiveIp.Plugins.Twitch.Predictions;

namespace LiveIp.Plugins.Twitch;

// Predictions with channel points at stake.
internal sealed partial class TwitchAdapter : IPredictions
{
    /// <inheritdoc/>
    /// <remarks>Helix reference, Create Prediction.</remarks>
    public PredictionLimits PredictionLimits { get; } =
        new()
        {
            MaxTitle = 45,
            MaxOutcome = 25,
            MinOutcomes = 2,
            MaxOutcomes = 10,
            MinWindow = TimeSpan.FromSeconds(30),
            MaxWindow = TimeSpan.FromSeconds(1800),
        };

    /// <inheritdoc/>
    public Task<PlatformPrediction> CreatePredictionAsync(
        PredictionDraft draft,
        IChannelContext context,
        CancellationToken cancellationToken
    ) => Predictions(context).CreateAsync(draft, cancellationToken);

    /// <inheritdoc/>
    public Task<PlatformPrediction> ChangePredictionAsync(
        PredictionChange change,
        IChannelContext context,
        CancellationToken cancellationToken
    ) => Predictions(context).ChangeAsync(change, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PlatformPrediction>> ListPredictionsAsync(IChannelContext context, CancellationToken cancellationToken) =>
        Predictions(context).ListAsync(cancellationToken);

    private PredictionsClient Predictions(IChannelContext context) => new(new HelixClient(settings, http, context), context.Channel.Id);
}
