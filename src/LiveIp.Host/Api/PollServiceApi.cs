using Google.Protobuf;
using Grpc.Core;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Polls;
using LiveIp.Host.Polls.Stored;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>PollService</summary>
internal sealed class PollServiceApi(
    PollDesk desk,
    PollStore store,
    PollExaminer examiner,
    PollServiceMessages messages,
    ChatServiceTargets targets,
    IHostApplicationLifetime host
) : PollService.PollServiceBase
{
    public override async Task<CreatePollResponse> CreatePoll(CreatePollRequest request, ServerCallContext context)
    {
        var (question, options, duration) = PollServiceChecks.Created(request);
        var asked = request.Clone();
        asked.RequestId = "";
        var fingerprint = RequestLedger.Fingerprint(asked.ToByteArray());
        return await TellingAsync(async () =>
        {
            if (!request.ValidateOnly && await desk.FindAsync(request.RequestId, fingerprint, context.CancellationToken) is { } made)
            {
                return new CreatePollResponse { Poll = messages.Of(made) };
            }

            var checks = new FieldChecks();
            var order = new PollOrder
            {
                Question = question,
                Options = options,
                Duration = duration,
                Parts = await examiner.ExamineAsync(
                    targets.Channels(request.Channels),
                    question,
                    options,
                    duration,
                    request.AllowPartial,
                    checks,
                    context.CancellationToken
                ),
            };
            checks.ThrowIfAny();
            return new CreatePollResponse
            {
                Poll = request.ValidateOnly
                    ? PollServiceMessages.Planned(order)
                    : messages.Of(await desk.CreateAsync(order, request.RequestId, fingerprint, context.CancellationToken)),
            };
        });
    }

    public override async Task<EndPollResponse> EndPoll(EndPollRequest request, ServerCallContext context)
    {
        var checks = new FieldChecks();
        checks.RequestId(request.RequestId);
        checks.ThrowIfAny();
        var poll = Find(request.Name);
        return await TellingAsync(async () =>
            new EndPollResponse { Poll = messages.Of(await desk.EndAsync(poll.Id, request.RequestId, context.CancellationToken)) }
        );
    }

    public override Task<GetPollResponse> GetPoll(GetPollRequest request, ServerCallContext context) =>
        Task.FromResult(new GetPollResponse { Poll = messages.Of(Find(request.Name)) });

    public override Task<ListPollsResponse> ListPolls(ListPollsRequest request, ServerCallContext context)
    {
        var (page, next) = store.List(PositionPage.After(request.PageToken), PositionPage.Size(request.PageSize));
        return Task.FromResult(new ListPollsResponse { Polls = { page.Select(messages.Of) }, NextPageToken = PositionPage.Token(next) });
    }

    public override async Task WatchPoll(
        WatchPollRequest request,
        IServerStreamWriter<WatchPollResponse> responseStream,
        ServerCallContext context
    )
    {
        var poll = Find(request.Name);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, host.ApplicationStopping);
        try
        {
            SharedPoll? last = null;
            await foreach (var now in desk.WatchAsync(poll.Id, ending.Token))
            {
                if (messages.Of(now) is var message && !message.Equals(last))
                {
                    await responseStream.WriteAsync(new() { Poll = message }, ending.Token);
                    last = message;
                }
            }
        }
        catch (OperationCanceledException) when (host.ApplicationStopping.IsCancellationRequested)
        {
            throw RpcErrors.Unavailable(ErrorReasons.HostStopping, "The host is stopping. Ask again when it is back.");
        }
    }

    private PollRecord Find(string name)
    {
        var id = PollRecord.IdOf(name) ?? throw RpcErrors.InvalidArgument(("name", "must be the name of a poll, polls/{id}"));
        return store.Find(id) ?? throw RpcErrors.NotFound(ErrorReasons.PollNotFound, $"There is no poll '{name}'.");
    }

    private static async Task<T> TellingAsync<T>(Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (PollRunningException e)
        {
            throw RpcErrors.FailedPrecondition(ErrorReasons.PollRunning, e.Message);
        }
        catch (Exception e) when (ChannelServiceErrors.From(e) is { } told)
        {
            throw told;
        }
    }
}
