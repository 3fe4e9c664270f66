using Google.Protobuf.WellKnownTypes;
using LiveIp.Contracts;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>Predictions as clients see them.</summary>
internal static class PredictionServiceMessages
{
    public static Prediction Of(ChannelRecord channel, PlatformPrediction prediction) =>
        new()
        {
            Channel = channel.Name,
            Id = prediction.Id,
            Title = prediction.Title,
            State = prediction.State switch
            {
                PredictionState.Active => Prediction.Types.State.Active,
                PredictionState.Locked => Prediction.Types.State.Locked,
                PredictionState.Resolved => Prediction.Types.State.Resolved,
                PredictionState.Cancelled => Prediction.Types.State.Cancelled,
                _ => Prediction.Types.State.Unspecified,
            },
            Outcomes =
            {
                prediction.Outcomes.Select(o => new Prediction.Types.Outcome
                {
                    Id = o.Id,
                    Title = o.Title,
                    People = o.People,
                    Points = o.Points,
                    Won = o.Id == prediction.WinningOutcome,
                }),
            },
            CreateTime = prediction.CreatedAt?.ToTimestamp(),
            LockTime = prediction.LocksAt?.ToTimestamp(),
        };

    public static PredictionResult Done(ChannelRecord channel, PlatformPrediction prediction) =>
        new()
        {
            Channel = channel.Name,
            State = PredictionResult.Types.State.Done,
            Prediction = Of(channel, prediction),
        };

    public static PredictionResult Failed(ChannelRecord channel, AdapterException e) =>
        new()
        {
            Channel = channel.Name,
            State = e.Kind == FailureKind.OutcomeUnknown ? PredictionResult.Types.State.Unknown : PredictionResult.Types.State.Refused,
            Reason = ChannelServiceErrors.Reason(e.Kind),
            PlatformReason = e.Reason ?? "",
            Detail = e.Message,
        };

    public static PredictionResult Unsupported(ChannelRecord channel, CapabilityMissingException e) =>
        new()
        {
            Channel = channel.Name,
            State = PredictionResult.Types.State.Unsupported,
            Reason = ErrorReasons.CapabilityUnsupported,
            Detail = e.Message,
        };
}
