using Google.Protobuf;
using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Predictions;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>PredictionService: viewers stake points on what will happen.</summary>
internal sealed class PredictionServiceApi(Predictor predictor, ChatServiceTargets targets, ActOnce once)
    : PredictionService.PredictionServiceBase
{
    private const int LongestText = 500;
    private const int MostOutcomes = 100;

    public override async Task<CreatePredictionResponse> CreatePrediction(CreatePredictionRequest request, ServerCallContext context)
    {
        var checks = new FieldChecks();
        var draft = Draft(request, checks);
        checks.ThrowIfAny();
        return await once.AnswerAsync(
            "prediction_create",
            request.RequestId,
            request,
            async () =>
            {
                var able = new List<ChannelRecord>();
                var unable = new List<PredictionResult>();
                foreach (var channel in targets.Channels(request.Channels))
                {
                    try
                    {
                        PredictionServiceChecks.Check(channel, await predictor.LimitsAsync(channel, CancellationToken.None), draft, checks);
                        able.Add(channel);
                    }
                    catch (CapabilityMissingException e) when (request.AllowPartial)
                    {
                        unable.Add(PredictionServiceMessages.Unsupported(channel, e));
                    }
                }

                checks.ThrowIfAny();
                var results = await Task.WhenAll(able.Select(c => CreateAsync(c, draft)));
                return new CreatePredictionResponse { Results = { results, unable } };
            },
            context.CancellationToken
        );
    }

    public override async Task<LockPredictionResponse> LockPrediction(LockPredictionRequest request, ServerCallContext context) =>
        new()
        {
            Prediction = await ChangeAsync(
                "prediction_lock",
                request,
                request.Channel,
                request.Prediction,
                request.RequestId,
                PredictionState.Locked,
                outcome: null,
                context
            ),
        };

    public override async Task<ResolvePredictionResponse> ResolvePrediction(ResolvePredictionRequest request, ServerCallContext context) =>
        new()
        {
            Prediction = await ChangeAsync(
                "prediction_resolve",
                request,
                request.Channel,
                request.Prediction,
                request.RequestId,
                PredictionState.Resolved,
                request.Outcome,
                context
            ),
        };

    public override async Task<CancelPredictionResponse> CancelPrediction(CancelPredictionRequest request, ServerCallContext context) =>
        new()
        {
            Prediction = await ChangeAsync(
                "prediction_cancel",
                request,
                request.Channel,
                request.Prediction,
                request.RequestId,
                PredictionState.Cancelled,
                outcome: null,
                context
            ),
        };

    public override async Task<ListPredictionsResponse> ListPredictions(ListPredictionsRequest request, ServerCallContext context)
    {
        var checks = new FieldChecks();
        checks.ChannelName(request.Channel, "channel");
        checks.ThrowIfAny();
        try
        {
            var channel = targets.Channel(request.Channel);
            var found = await predictor.ListAsync(channel, context.CancellationToken);
            return new() { Predictions = { found.Select(p => PredictionServiceMessages.Of(channel, p)) } };
        }
        catch (Exception e) when (ChannelServiceErrors.From(e) is { } error)
        {
            throw error;
        }
    }

    private static PredictionDraft Draft(CreatePredictionRequest request, FieldChecks checks)
    {
        checks.RequestId(request.RequestId);
        checks.Require(request.Title.Length is > 0 and <= LongestText, "title", $"is needed, at most {LongestText} characters");
        checks.Require(request.Outcomes.Count is >= 2 and <= MostOutcomes, "outcomes", "must be two at least, and a hundred at most");
        for (var i = 0; i < Math.Min(request.Outcomes.Count, MostOutcomes); i++)
        {
            checks.Require(
                request.Outcomes[i].Length is > 0 and <= LongestText,
                $"outcomes[{i}]",
                $"is needed, at most {LongestText} characters"
            );
        }

        checks.Require(
            request.Outcomes.Distinct(StringComparer.Ordinal).Count() == request.Outcomes.Count,
            "outcomes",
            "must differ from each other"
        );
        checks.MostOf(request.Channels.Count, "channels");
        var isWindow = request.Window is { Seconds: > 0 and <= 86_400, Nanos: 0 };
        checks.Require(isWindow, "window", "must be whole seconds, at least one and at most a day");
        return new()
        {
            Title = request.Title,
            Outcomes = request.Outcomes,
            Window = isWindow ? request.Window.ToTimeSpan() : TimeSpan.Zero,
        };
    }

    private async Task<PredictionResult> CreateAsync(ChannelRecord channel, PredictionDraft draft)
    {
        try
        {
            return PredictionServiceMessages.Done(channel, await predictor.CreateAsync(channel, draft));
        }
        catch (AdapterException e)
        {
            return PredictionServiceMessages.Failed(channel, e);
        }
        catch (CapabilityMissingException e)
        {
            // The plugin was replaced in this moment. Other channels may have theirs already, so this is no reason to ask all again.
            return PredictionServiceMessages.Unsupported(channel, e);
        }
    }

    private async Task<Prediction> ChangeAsync(
        string scope,
        IMessage request,
        string name,
        string id,
        string requestId,
        PredictionState to,
        string? outcome,
        ServerCallContext context
    )
    {
        var checks = new FieldChecks();
        checks.ChannelName(name, "channel");
        checks.RequestId(requestId);
        checks.Require(id.Length <= UnreadableSample.MaxIdLength, "prediction", "must be the id of a prediction");
        checks.Require(
            outcome is null or { Length: > 0 and <= UnreadableSample.MaxIdLength },
            "outcome",
            "must be the id of the outcome that came true"
        );
        checks.ThrowIfAny();
        return await once.AnswerAsync(
            scope,
            requestId,
            request,
            async () =>
            {
                var channel = targets.Channel(name);
                var known = PredictionServiceChecks.Find(await predictor.ListAsync(channel, CancellationToken.None), id, channel);
                PredictionServiceChecks.CheckOutcome(known, outcome);
                // Somebody was faster: there is nothing to do any more.
                if (known.State == to && (outcome ?? known.WinningOutcome) == known.WinningOutcome)
                {
                    return PredictionServiceMessages.Of(channel, known);
                }

                var change = new PredictionChange
                {
                    Id = known.Id,
                    To = to,
                    WinningOutcome = outcome,
                };
                return PredictionServiceMessages.Of(channel, await predictor.ChangeAsync(channel, change));
            },
            context.CancellationToken
        );
    }
}
