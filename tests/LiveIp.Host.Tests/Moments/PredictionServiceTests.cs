using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using State = LiveIp.V1.Prediction.Types.State;

namespace LiveIp.Host.Tests.Moments;

/// <summary>Predictions are begun, locked, resolved and cancelled once, whatever becomes of an answer.</summary>
public sealed class PredictionServiceTests : IAsyncLifetime
{
    private readonly TempDirectory _directory = new();
    private readonly PlayingPlatform _able = new("able");
    private MomentRig _rig = null!;

    public async ValueTask InitializeAsync()
    {
        _rig = await MomentRig.StartAsync(_directory.Path, _able, new PlayingPlatform("plain", isAble: false));
        _able.Predicting = draft => Keep(Made(draft));
        _able.Changing = change =>
        {
            var changed = _able.Predictions.Single(p => p.Id == change.Id) with
            {
                State = change.To,
                WinningOutcome = change.WinningOutcome,
            };
            _able.Predictions.RemoveAll(p => p.Id == change.Id);
            return Keep(changed);
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task From_the_question_to_what_came_true()
    {
        var results = await CreateAsync();
        Assert.Equal(
            [("channels/able", PredictionResult.Types.State.Done), ("channels/plain", PredictionResult.Types.State.Unsupported)],
            results.Select(static r => (r.Channel, r.State))
        );

        var locked = await _rig.Predictions.LockPredictionAsync(
            new() { Channel = "channels/able", RequestId = "l" },
            cancellationToken: Deadline.Token()
        );
        Assert.Equal(State.Locked, locked.Prediction.State);
        var resolved = await ResolveAsync("o1");
        Assert.Equal((State.Resolved, "No"), (resolved.State, Assert.Single(resolved.Outcomes, static o => o.Won).Title));
        Assert.Equal(["predict Win?", "Locked p1", "Resolved p1"], _able.Acts);

        await RpcAssert.FailsAsync(StatusCode.NotFound, "PREDICTION_NOT_FOUND", () => ResolveAsync("o1"));
        // Named, it is found; and what is so already is not done again.
        var again = await _rig.Predictions.ResolvePredictionAsync(
            new()
            {
                Channel = "channels/able",
                Prediction = "p1",
                Outcome = "o1",
                RequestId = "again",
            },
            cancellationToken: Deadline.Token()
        );
        Assert.Equal(State.Resolved, again.Prediction.State);
        Assert.Equal(3, _able.Acts.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_the_answer_is_lost_it_is_looked_for_and_never_begun_twice(bool isThere)
    {
        _able.Predicting = draft =>
        {
            if (isThere)
            {
                Keep(Made(draft));
            }

            throw new AdapterException(FailureKind.OutcomeUnknown, "Lost.");
        };

        var creating = CreateAsync();
        await PassAsync(creating);

        var result = (await creating)[0];
        Assert.Equal(isThere ? PredictionResult.Types.State.Done : PredictionResult.Types.State.Unknown, result.State);
        Assert.Equal(isThere ? "p1" : "", result.Prediction?.Id ?? "");
        Assert.Single(_able.Acts);
    }

    [Fact]
    public async Task A_lost_one_is_found_though_the_platform_made_one_line_of_its_words()
    {
        var request = Request();
        request.Title = "Win  now? ";
        _able.Predicting = draft =>
        {
            Keep(Made(draft) with { Title = "Win now?" });
            throw new AdapterException(FailureKind.OutcomeUnknown, "Lost.");
        };

        var creating = _rig.Predictions.CreatePredictionAsync(request, cancellationToken: Deadline.Token()).ResponseAsync;
        await PassAsync(creating);

        Assert.Equal("p1", (await creating).Results[0].Prediction?.Id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_change_whose_answer_is_lost_is_what_the_platform_shows(bool isDone)
    {
        await CreateAsync();
        var change = _able.Changing!;
        _able.Changing = c =>
        {
            if (isDone)
            {
                change(c);
            }

            throw new AdapterException(FailureKind.OutcomeUnknown, "Lost.");
        };

        var cancelling = CancelAsync();
        await PassAsync(cancelling);

        if (isDone)
        {
            Assert.Equal(State.Cancelled, (await cancelling).State);
        }
        else
        {
            await RpcAssert.FailsAsync(StatusCode.Unavailable, "OUTCOME_UNKNOWN", () => cancelling);
        }

        Assert.Equal(2, _able.Acts.Count);
    }

    [Fact]
    public async Task A_plugin_that_is_replaced_meanwhile_begins_no_second_one_on_the_others()
    {
        await _rig.DisposeAsync();
        var other = new PlayingPlatform("other")
        {
            Predicting = static _ => throw new CapabilityMissingException("channels/other", "other", "predictions"),
        };
        _rig = await MomentRig.StartAsync(_directory.Path, _able, other, new PlayingPlatform("plain", isAble: false));

        var results = await CreateAsync();

        Assert.Equal(
            [
                ("channels/able", PredictionResult.Types.State.Done),
                ("channels/other", PredictionResult.Types.State.Unsupported),
                ("channels/plain", PredictionResult.Types.State.Unsupported),
            ],
            results.Select(static r => (r.Channel, r.State)).Order()
        );
        Assert.Equal(results, await CreateAsync());
        Assert.Single(_able.Acts);
    }

    [Fact]
    public async Task Limits_of_the_platform_are_told_with_the_field_before_anything_is_done()
    {
        var request = Request();
        request.Title = new('x', 21);
        request.Outcomes.Add("too long");
        request.Outcomes.Add("d");
        request.Window = new Duration { Seconds = 29 };

        var fields = await RpcAssert.FailsAsync(
            StatusCode.InvalidArgument,
            "INVALID_FIELD",
            async () => await _rig.Predictions.CreatePredictionAsync(request, cancellationToken: Deadline.Token())
        );

        Assert.Equal(["title", "outcomes", "outcomes[2]", "window"], fields);
        Assert.Empty(_able.Acts);
    }

    [Fact]
    public async Task An_outcome_of_another_prediction_is_refused_with_those_that_there_are()
    {
        await CreateAsync();

        Assert.Equal(["outcome"], await RpcAssert.FailsAsync(StatusCode.InvalidArgument, "INVALID_FIELD", () => ResolveAsync("o9")));
        Assert.Single(_able.Acts);
    }

    [Fact]
    public async Task A_refusal_is_told_with_the_platforms_word_and_may_be_asked_again()
    {
        var create = _able.Predicting;
        _able.Predicting = static _ => throw new AdapterException(FailureKind.Refused, "One runs.") { Reason = "already active" };
        var refused = (await CreateAsync())[0];
        Assert.Equal(
            (PredictionResult.Types.State.Refused, "PLATFORM_REFUSED", "already active"),
            (refused.State, refused.Reason, refused.PlatformReason)
        );

        _able.Predicting = create;
        Assert.Equal(PredictionResult.Types.State.Done, (await CreateAsync("another"))[0].State);
    }

    private static CreatePredictionRequest Request(string id = "c") =>
        new()
        {
            Title = "Win?",
            Outcomes = { "Yes", "No" },
            Window = new Duration { Seconds = 45 },
            RequestId = id,
            AllowPartial = true,
        };

    private PlatformPrediction Made(PredictionDraft draft) =>
        new()
        {
            Id = "p1",
            Title = draft.Title,
            Outcomes = [.. draft.Outcomes.Select(static (o, i) => new PlatformOutcome { Id = $"o{i}", Title = o })],
            State = PredictionState.Active,
            CreatedAt = _rig.Clock.GetUtcNow(),
        };

    private PlatformPrediction Keep(PlatformPrediction prediction)
    {
        _able.Predictions.Insert(0, prediction);
        return prediction;
    }

    private async Task PassAsync(Task call)
    {
        while (!call.IsCompleted)
        {
            var armed = _rig.Clock.ArmedAsync(1.9, 2.1);
            if (await Task.WhenAny(call, armed) == armed)
            {
                _rig.Clock.AdvanceSeconds(2);
            }
        }
    }

    private async Task<IReadOnlyList<PredictionResult>> CreateAsync(string id = "c") =>
        (await _rig.Predictions.CreatePredictionAsync(Request(id), cancellationToken: Deadline.Token())).Results;

    private async Task<Prediction> CancelAsync() =>
        (
            await _rig.Predictions.CancelPredictionAsync(
                new() { Channel = "channels/able", RequestId = "x" },
                cancellationToken: Deadline.Token()
            )
        ).Prediction;

    private async Task<Prediction> ResolveAsync(string outcome) =>
        (
            await _rig.Predictions.ResolvePredictionAsync(
                new()
                {
                    Channel = "channels/able",
                    Outcome = outcome,
                    RequestId = Guid.NewGuid().ToString(),
                },
                cancellationToken: Deadline.Token()
            )
        ).Prediction;
}
