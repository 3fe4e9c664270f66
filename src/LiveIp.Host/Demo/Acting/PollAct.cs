using Grpc.Core;
using LiveIp.V1;
using PartState = LiveIp.V1.PollPart.Types.State;
using State = LiveIp.V1.SharedPoll.Types.State;

namespace LiveIp.Host.Demo.Acting;

/// <summary>One poll on all channels, in which a few viewers of each platform vote: with its own poll, or in Bilibili's chat.</summary>
internal sealed class PollAct(DemoStage stage) : IShowAct
{
    private const string Act = "poll";

    private static readonly TimeSpan Within = TimeSpan.FromSeconds(60);

    /// <summary>Votes for the first option and for the second.</summary>
    private static readonly Dictionary<string, (int First, int Second)> Voters = new(StringComparer.Ordinal)
    {
        ["youtube"] = (5, 2),
        ["twitch"] = (3, 4),
        ["bilibili"] = (2, 1),
    };

    private readonly PollService.PollServiceClient _polls = new(stage.Channel);
    private SharedPoll _poll = new();

    public async Task DoAsync(CancellationToken cancellationToken)
    {
        var request = new CreatePollRequest
        {
            Question = "Tea or coffee? 茶还是咖啡？",
            Options = { "Tea 茶", "Coffee 咖啡" },
            Duration = new() { Seconds = 120 },
            RequestId = "demo-poll",
        };
        _poll = (await _polls.CreatePollAsync(request, cancellationToken: cancellationToken)).Poll;
        await UntilAsync(static p => p.Parts.All(static c => c.State != PartState.Starting), "open", cancellationToken);
        foreach (var (platform, (first, second)) in Voters)
        {
            await VoteAsync(platform, first, second, cancellationToken);
        }

        // Ending before the last vote was heard would be a race of the demo's own making.
        await UntilAsync(p => p.Parts.All(c => c.State != PartState.Open || Votes(c) == Voters[c.Platform]), "voted in", cancellationToken);
        await _polls.EndPollAsync(new() { Name = _poll.Name, RequestId = "demo-poll-end" }, cancellationToken: cancellationToken);
        await UntilAsync(static p => p.State is State.Closed or State.Failed, "closed", cancellationToken);
    }

    public IEnumerable<ActResult> Judge(ActingTruth truth)
    {
        foreach (var part in _poll.Parts.OrderByDescending(static p => p.Platform, StringComparer.Ordinal))
        {
            var (first, second) = Voters[part.Platform];
            var isNative = part.Method == PollPart.Types.Method.Native;
            var polls = isNative ? truth.Polls(part.Platform) : 0;
            var told = Votes(part);
            yield return new ActResult(
                Act,
                part.Platform,
                part.State == PartState.Closed
                    ? $"{(isNative ? "its own poll" : "votes in the chat")}: {told.First} to {told.Second}"
                    : $"{part.State.ToString().ToUpperInvariant()}: {part.Problem?.Message}",
                isNative ? $"{polls} poll, {first} to {second}" : $"{first} to {second}",
                part.State == PartState.Closed && told == (first, second) && (!isNative || polls == 1)
            );
        }
    }

    private async Task VoteAsync(string platform, int first, int second, CancellationToken cancellationToken)
    {
        if (platform != "bilibili")
        {
            await stage.Emulators.VoteAsync(platform, 1, first, cancellationToken);
            await stage.Emulators.VoteAsync(platform, 2, second, cancellationToken);
            return;
        }

        for (var viewer = 1; viewer <= first + second; viewer++)
        {
            await stage.Emulators.SayAsync(platform, viewer, viewer <= first ? "1" : "投2", cancellationToken);
        }
    }

    private static (int First, int Second) Votes(PollPart part) =>
        part.Votes is [var first, var second] ? ((int)first.Votes, (int)second.Votes) : default;

    /// <exception cref="TimeoutException">It did not come to that in a minute.</exception>
    private async Task UntilAsync(Predicate<SharedPoll> holds, string what, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Within);
        try
        {
            using var watch = _polls.WatchPoll(new() { Name = _poll.Name }, cancellationToken: patience.Token);
            await foreach (var told in watch.ResponseStream.ReadAllAsync(patience.Token))
            {
                _poll = told.Poll;
                if (holds(_poll))
                {
                    return;
                }
            }
        }
        catch (Exception error)
            when (patience.IsCancellationRequested
                && !cancellationToken.IsCancellationRequested
                && error is RpcException or OperationCanceledException
            )
        {
            throw new TimeoutException($"The poll was not {what} after {Within.TotalSeconds:0} s: {_poll}", error);
        }

        throw new InvalidOperationException($"The poll was over before it was {what}: {_poll}");
    }
}
