using LiveIp.Contracts;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Channels;
using LiveIp.Host.Text;

namespace LiveIp.Host.Api;

/// <summary>What a prediction may be on each channel's platform, and which one is meant.</summary>
internal static class PredictionServiceChecks
{
    public static void Check(ChannelRecord channel, PredictionLimits limits, PredictionDraft draft, FieldChecks checks)
    {
        var where = $"on {channel.Platform}, of {channel.Name}";
        checks.Require(
            TextMeasure.Of(draft.Title, TextUnit.CodePoint) <= limits.MaxTitle,
            "title",
            $"is at most {limits.MaxTitle} characters {where}"
        );
        checks.Require(
            draft.Outcomes.Count >= limits.MinOutcomes && draft.Outcomes.Count <= limits.MaxOutcomes,
            "outcomes",
            $"are {limits.MinOutcomes} to {limits.MaxOutcomes} {where}"
        );
        for (var i = 0; i < draft.Outcomes.Count; i++)
        {
            checks.Require(
                TextMeasure.Of(draft.Outcomes[i], TextUnit.CodePoint) <= limits.MaxOutcome,
                $"outcomes[{i}]",
                $"is at most {limits.MaxOutcome} characters {where}"
            );
        }

        checks.Require(
            draft.Window >= limits.MinWindow && draft.Window <= limits.MaxWindow,
            "window",
            $"is {limits.MinWindow.TotalSeconds:0} to {limits.MaxWindow.TotalSeconds:0} s {where}"
        );
    }

    /// <param name="listed">Newest first.</param>
    /// <param name="id">Empty: the one that runs.</param>
    /// <param name="channel">Of which channel.</param>
    /// <exception cref="Grpc.Core.RpcException">There is none.</exception>
    public static PlatformPrediction Find(IReadOnlyList<PlatformPrediction> listed, string id, ChannelRecord channel) =>
        listed.FirstOrDefault(p =>
            id.Length > 0 ? p.Id == id : p.State is PredictionState.Active or PredictionState.Locked or PredictionState.Unknown
        )
        ?? throw RpcErrors.NotFound(
            ErrorReasons.PredictionNotFound,
            id.Length > 0 ? $"{channel.Name} has no such prediction among its newest." : $"No prediction runs on {channel.Name}."
        );

    /// <exception cref="Grpc.Core.RpcException">It is none of the prediction's.</exception>
    public static void CheckOutcome(PlatformPrediction prediction, string? outcome)
    {
        if (outcome is not null && prediction.Outcomes.All(o => o.Id != outcome))
        {
            var known = string.Join(", ", prediction.Outcomes.Select(static o => $"{o.Id} ({o.Title})"));
            throw RpcErrors.InvalidArgument(("outcome", $"is none of this prediction's: {known}"));
        }
    }
}
