using Grpc.Core;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Events;
using LiveIp.Host.Scoring;
using LiveIp.Host.Strategy.BackTesting;
using LiveIp.Host.Strategy.Stored;
using LiveIp.Host.Strategy.Suggesting;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>StrategyService: what to stream next, what was then streamed, and whether it was worth it.</summary>
internal sealed class StrategyServiceApi(Suggester suggester, SuggestionStore store, ChoiceBook choices, BackTester tester)
    : StrategyService.StrategyServiceBase
{
    public override async Task<SuggestResponse> Suggest(SuggestRequest request, ServerCallContext context)
    {
        StrategyServiceChecks.Check(request);
        try
        {
            return new() { Suggestion = await suggester.SuggestAsync(request, context.CancellationToken) };
        }
        catch (UnknownFactorException e)
        {
            throw RpcErrors.InvalidArgument([.. e.Fields.Select(f => (f, e.Advice))]);
        }
        catch (ProfileNotFoundException e)
        {
            throw ScoreServiceProfiles.NotFound(e.Profile);
        }
    }

    public override async Task<RecordChoiceResponse> RecordChoice(RecordChoiceRequest request, ServerCallContext context)
    {
        var id = StrategyServiceChecks.Check(request);
        try
        {
            return new() { Suggestion = await choices.RecordAsync(id, request.Labels, request.Broadcast, context.CancellationToken) };
        }
        catch (ChoiceRefusedException e)
        {
            throw Refusal(e.Fault, request);
        }
        catch (TooManyLabelsException e)
        {
            throw RpcErrors.InvalidArgument(("labels", e.Message));
        }
        catch (EventLogException e)
        {
            throw RpcErrors.Unavailable(ErrorReasons.LogNotWritable, e.Message);
        }
    }

    public override Task<ListSuggestionsResponse> ListSuggestions(ListSuggestionsRequest request, ServerCallContext context)
    {
        var (page, next) = store.List(PositionPage.After(request.PageToken), PositionPage.Size(request.PageSize));
        return Task.FromResult(new ListSuggestionsResponse { Suggestions = { page }, NextPageToken = PositionPage.Token(next) });
    }

    public override async Task<BackTestResponse> BackTest(BackTestRequest request, ServerCallContext context)
    {
        StrategyServiceChecks.Check(request);
        try
        {
            return await tester.RunAsync(request.Profile, request.Seed == 0 ? 1 : request.Seed, context.CancellationToken);
        }
        catch (ProfileNotFoundException e)
        {
            throw ScoreServiceProfiles.NotFound(e.Profile);
        }
    }

    private static RpcException Refusal(ChoiceFault fault, RecordChoiceRequest request) =>
        fault switch
        {
            ChoiceFault.NoSuggestion => RpcErrors.NotFound(
                ErrorReasons.SuggestionNotFound,
                $"There is no suggestion '{request.Suggestion}'."
            ),
            ChoiceFault.NoBroadcast => RpcErrors.NotFound(ErrorReasons.BroadcastNotFound, $"There is no broadcast '{request.Broadcast}'."),
            ChoiceFault.NoLabels => RpcErrors.InvalidArgument(("labels", "say what was streamed, such as topic=music")),
            _ => RpcErrors.InvalidArgument(("broadcast", "had ended when the suggestion was made, so it cannot have followed it")),
        };
}
