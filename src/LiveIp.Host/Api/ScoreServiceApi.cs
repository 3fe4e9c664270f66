using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Events;
using LiveIp.Host.Metrics;
using LiveIp.Host.Scoring;
using LiveIp.Scoring;
using LiveIp.Scoring.Presets;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>One number for a stretch of time, with every term that made it.</summary>
internal sealed class ScoreServiceApi(ScoreInputs inputs, MetricReader metrics, IEventLog log, TimeProvider clock)
    : ScoreService.ScoreServiceBase
{
    public override Task<GetScoreResponse> GetScore(GetScoreRequest request, ServerCallContext context)
    {
        var checks = new FieldChecks();
        var preset = SeedPresets.Find(request.Preset);
        checks.Require(preset is not null, "preset", $"must be one of {string.Join(", ", SeedPresets.All.Select(static p => p.Name))}");
        var scope = MetricServiceScope.Read(request.Channels, request.StartTime, request.EndTime, metrics, clock, checks);
        checks.ThrowIfAny();

        // Taken first: the numbers contain at least all up to here.
        var asOf = log.LastSequence;
        var gathered = inputs.Gather(preset!, scope.Channels, scope.Stretch);
        var score = ToMessage(Scorer.Score(preset!, gathered.Inputs));
        score.AsOfSequence = asOf;
        score.Excluded.AddRange(gathered.Excluded);
        return Task.FromResult(new GetScoreResponse { Score = score });
    }

    private static Score ToMessage(ScoreResult result)
    {
        var score = new Score
        {
            Preset = result.Preset.Name,
            Label = result.Preset.Label,
            LabelZh = result.Preset.LabelZh,
            Coverage = result.Coverage,
        };
        if (result.Value is { } value)
        {
            score.Value = value;
        }

        score.Terms.AddRange(result.Terms.Select(ToMessage));
        return score;
    }

    private static ScoreTerm ToMessage(TermResult result)
    {
        var term = new ScoreTerm
        {
            Id = result.Definition.Id,
            Metric = result.Definition.Metric,
            Group = result.Definition.Group,
            Weight = result.Definition.Weight,
            Missing = result.Input.Missing,
            Unit = MetricCatalog.Find(result.Definition.Metric)!.Unit,
        };
        if (result.Input.Value is { } input)
        {
            term.Input = input;
            term.Contribution = result.Contribution!.Value;
        }

        return term;
    }
}
