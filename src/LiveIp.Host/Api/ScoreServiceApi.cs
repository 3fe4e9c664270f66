using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Events;
using LiveIp.Host.Metrics;
using LiveIp.Host.Scoring;
using LiveIp.Host.Scoring.Live;
using LiveIp.Host.Scoring.Profiles;
using LiveIp.Scoring.Explaining;
using LiveIp.Scoring.Scores;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>ScoreService: what broadcasts were worth, with every term; and the founding document's numbers over a stretch of time.</summary>
internal sealed class ScoreServiceApi(
    ScoreInputs inputs,
    MetricReader metrics,
    IEventLog log,
    ScoreBook book,
    LiveScores live,
    ProfileStore profiles,
    TimeProvider clock,
    IHostApplicationLifetime host
) : ScoreService.ScoreServiceBase
{
    private const int MostPreviewed = 100;

    private readonly ScoreServiceProfiles _profiles = new(profiles);

    public override Task<GetScoreResponse> GetScore(GetScoreRequest request, ServerCallContext context)
    {
        var checks = new FieldChecks();
        checks.Require(
            ScorePresetMessages.Names.Contains(request.Preset),
            "preset",
            $"must be one of {string.Join(", ", ScorePresetMessages.Names)}"
        );
        var scope = MetricServiceScope.Read(request.Channels, request.StartTime, request.EndTime, metrics, clock, checks);
        checks.ThrowIfAny();

        // Taken first: the numbers contain at least all up to here.
        var asOf = log.LastSequence;
        var gathered = inputs.Gather(ScorePresetMessages.Metrics(request.Preset), scope.Channels, scope.Stretch);
        var score = ScorePresetMessages.Compute(request.Preset, gathered.Inputs);
        score.AsOfSequence = asOf;
        score.Excluded.AddRange(gathered.Excluded);
        return Task.FromResult(new GetScoreResponse { Score = score });
    }

    public override async Task<GetBroadcastScoreResponse> GetBroadcastScore(GetBroadcastScoreRequest request, ServerCallContext context)
    {
        Require(request.Profile, (request.Broadcast, "broadcast"));
        var sheet = await ReadAsync(request.Profile, context);
        var broadcast = Find(sheet, request.Broadcast);
        return new() { Score = ScoreServiceMessages.ToMessage(sheet.Score(broadcast), broadcast, sheet.AsOfSequence) };
    }

    public override async Task<ListBroadcastScoresResponse> ListBroadcastScores(
        ListBroadcastScoresRequest request,
        ServerCallContext context
    )
    {
        Require(request.Profile);
        var size = PositionPage.Size(request.PageSize);
        var before = BroadcastServiceToken.Read(request.PageToken);
        var sheet = await ReadAsync(request.Profile, context);
        var rest = sheet.Broadcasts.Reverse().Where(b => before is not { } token || token.IsBehind(b)).Take(size + 1).ToArray();
        return new()
        {
            Scores = { rest.Take(size).Select(b => ScoreServiceMessages.ToMessage(sheet.Score(b), b, sheet.AsOfSequence)) },
            NextPageToken = rest.Length > size ? BroadcastServiceToken.Of(rest[size - 1]).Write() : "",
        };
    }

    public override async Task<ExplainScoreResponse> ExplainScore(ExplainScoreRequest request, ServerCallContext context)
    {
        var chinese = IsChinese(request.Language);
        Require(request.Profile, (request.Broadcast, "broadcast"));
        var sheet = await ReadAsync(request.Profile, context);
        var broadcast = Find(sheet, request.Broadcast);
        var score = sheet.Score(broadcast);
        return new()
        {
            Score = ScoreServiceMessages.ToMessage(score, broadcast, sheet.AsOfSequence),
            Sentences = { Words(new ScoreExplainer().Explain(chinese ? ReasonsZh.Of(score) : score), chinese) },
        };
    }

    public override async Task<CompareBroadcastsResponse> CompareBroadcasts(CompareBroadcastsRequest request, ServerCallContext context)
    {
        var chinese = IsChinese(request.Language);
        Require(request.Profile, (request.First, "first"), (request.Second, "second"));
        var sheet = await ReadAsync(request.Profile, context);
        var (first, second) = (Find(sheet, request.First), Find(sheet, request.Second));
        if (first.Name == second.Name)
        {
            throw RpcErrors.InvalidArgument(("second", "must be another broadcast than the first"));
        }

        var comparison = sheet.Compare(second, first);
        var response = new CompareBroadcastsResponse
        {
            First = ScoreServiceMessages.ToMessage(sheet.ScoreBeside(first, second), first, sheet.AsOfSequence),
            Second = ScoreServiceMessages.ToMessage(sheet.ScoreBeside(second, first), second, sheet.AsOfSequence),
            Differences = { ScoreServiceMessages.ToMessages(comparison.Terms) },
            Noise = comparison.Verdict == Verdict.Noise,
            Sentences = { Words(new ScoreExplainer().Explain(chinese ? ReasonsZh.Of(comparison) : comparison), chinese) },
            NoValue = comparison.NoValue?.English ?? "",
            NoValueZh = comparison.NoValue?.Chinese ?? "",
        };
        if (comparison.Difference is { } difference)
        {
            response.Difference = difference;
        }

        return response;
    }

    public override async Task WatchScore(
        WatchScoreRequest request,
        IServerStreamWriter<WatchScoreResponse> responseStream,
        ServerCallContext context
    )
    {
        Require(request.Profile, (request.Broadcast, "broadcast"));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, host.ApplicationStopping);
        var any = false;
        try
        {
            await foreach (var score in live.WatchAsync(request.Broadcast, request.Profile, ending.Token))
            {
                any = true;
                await responseStream.WriteAsync(
                    new()
                    {
                        At = Timestamp.FromDateTimeOffset(score.At),
                        Score = ScoreServiceMessages.ToMessage(score.Score, score.Broadcast, score.AsOfSequence),
                        Ended = score.Ended,
                    },
                    ending.Token
                );
            }
        }
        catch (ProfileNotFoundException e)
        {
            throw ScoreServiceProfiles.NotFound(e.Profile);
        }
        catch (OperationCanceledException) when (host.ApplicationStopping.IsCancellationRequested)
        {
            throw RpcErrors.Unavailable(ErrorReasons.HostStopping, "The host is stopping. Ask again when it is back.");
        }

        if (!any)
        {
            throw NoBroadcast(request.Broadcast);
        }
    }

    public override async Task<PreviewScoringResponse> PreviewScoring(PreviewScoringRequest request, ServerCallContext context)
    {
        Require(request.Profile);
        var previewed = ScoreServiceProfiles.Parse(request.Json);
        var now = await ReadAsync(request.Profile, context);
        var then = now.Under(previewed);
        return new()
        {
            Scores =
            {
                now
                    .Broadcasts.Reverse()
                    .Take(MostPreviewed)
                    .Select(b => new PreviewedScore
                    {
                        Now = ScoreServiceMessages.ToMessage(now.Score(b), b, now.AsOfSequence),
                        Previewed = ScoreServiceMessages.ToMessage(then.Score(b), b, then.AsOfSequence),
                    }),
            },
        };
    }

    public override Task<ListProfilesResponse> ListProfiles(ListProfilesRequest request, ServerCallContext context) =>
        Task.FromResult(_profiles.List(request));

    public override Task<SaveProfileResponse> SaveProfile(SaveProfileRequest request, ServerCallContext context) =>
        Task.FromResult(new SaveProfileResponse { Profile = _profiles.Save(request) });

    public override async Task<ListExchangeRatesResponse> ListExchangeRates(ListExchangeRatesRequest request, ServerCallContext context) =>
        ScoreServiceRates.List(await ReadAsync("", context));

    private async Task<ScoreSheet> ReadAsync(string profile, ServerCallContext context)
    {
        try
        {
            return await book.ReadAsync(profile, context.CancellationToken);
        }
        catch (ProfileNotFoundException e)
        {
            throw ScoreServiceProfiles.NotFound(e.Profile);
        }
    }

    private static KnownBroadcast Find(ScoreSheet sheet, string name) => sheet.Find(name) ?? throw NoBroadcast(name);

    private static RpcException NoBroadcast(string name) =>
        RpcErrors.NotFound(ErrorReasons.BroadcastNotFound, $"There is no broadcast '{name}'.");

    private static IEnumerable<string> Words(IEnumerable<Sentence> sentences, bool chinese) =>
        sentences.Select(s => chinese ? s.Chinese : s.English);

    private static bool IsChinese(string language) =>
        language switch
        {
            "" or "en" => false,
            "zh" => true,
            _ => throw RpcErrors.InvalidArgument(("language", "must be \"en\" or \"zh\"")),
        };

    private static void Require(string profile, params IReadOnlyList<(string Name, string Field)> broadcasts)
    {
        var checks = new FieldChecks();
        foreach (var (name, field) in broadcasts)
        {
            checks.Require(
                name == ScoreSheet.Last || BroadcastRecord.IdOf(name) is not null,
                field,
                $"must be the name of a broadcast, broadcasts/{{id}}, or {ScoreSheet.Last}"
            );
        }

        checks.Require(
            profile.Length == 0 || StoredProfile.Parse(profile) is not null,
            "profile",
            "must be profiles/{id} or profiles/{id}@{version}; empty for the default"
        );
        checks.ThrowIfAny();
    }
}
