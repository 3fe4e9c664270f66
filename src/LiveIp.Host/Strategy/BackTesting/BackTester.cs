using Google.Protobuf.WellKnownTypes;
using LiveIp.Host.Scoring;
using LiveIp.Host.Strategy.Stored;
using LiveIp.Host.Strategy.Suggesting;
using LiveIp.Scoring.Strategy.BackTesting;
using LiveIp.V1;

namespace LiveIp.Host.Strategy.BackTesting;

/// <summary>Replays the suggestion over the creator's own history.</summary>
internal sealed class BackTester(IScoreBook book, FollowedDraws draws, TimeProvider clock) : IDisposable
{
    /// <summary>So many of the latest: a thousand would take half a minute, and what was years ago says little of the next.</summary>
    private const int MostBroadcasts = 400;

    /// <summary>A core is busy for seconds with each; callers wait for one another instead of taking all cores from the connections.</summary>
    private readonly SemaphoreSlim _turn = new(1, 1);

    public void Dispose() => _turn.Dispose();

    /// <exception cref="ProfileNotFoundException">There is no such profile or version.</exception>
    public async Task<BackTestResponse> RunAsync(string profile, ulong seed, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var started = clock.GetTimestamp();
            var sheet = await book.ReadAsync(profile, cancellationToken);
            var history = new StrategyHistory(sheet, await draws.ReadAsync(cancellationToken));
            var factors = CandidateSet.Tried([.. history.Labelled.Select(static b => b.Labels)]).Factors;
            // What has none of the labels was no choice between them.
            var past = history.Past(factors).Where(static b => b.Labels.Count > 0).TakeLast(MostBroadcasts).ToArray();
            var report = BackTest.Run(past, BackTestOptions.Default with { Seed = seed });
            var answer = BackTestMessage.Of(report, history);
            answer.Broadcasts = past.Count(static b => b.Reward is not null);
            answer.Seed = seed;
            answer.ProfileVersion = Suggester.ProfileVersion(sheet);
            answer.AsOfSequence = sheet.AsOfSequence;
            answer.Elapsed = clock.GetElapsedTime(started).ToDuration();
            return answer;
        }
        finally
        {
            _turn.Release();
        }
    }
}
