using LiveIp.Contracts;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting;

namespace LiveIp.Host.Import.History;

/// <summary>Asks a channel's platform for its past. Reading changes nothing, so it may be tried again, a few times.</summary>
internal sealed class HistoryReader(ChannelActions actions, TimeProvider clock, ChannelRecord channel)
{
    private const int MostTries = 4;

    // A page may be several calls.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <exception cref="CapabilityMissingException"/>
    /// <exception cref="AdapterException"/>
    public Task<IReadOnlyList<HistoryCost>> EstimateAsync(HistoryWindow window, CancellationToken cancellationToken) =>
        AskAsync((history, context, token) => history.EstimateHistoryAsync(window, context, token), cancellationToken);

    /// <exception cref="CapabilityMissingException"/>
    /// <exception cref="AdapterException">Also ProtocolChanged, where the plugin would read the same page without end.</exception>
    public async Task<HistoryPage> ReadAsync(HistoryWindow window, string? cursor, CancellationToken cancellationToken)
    {
        var page = await AskAsync((history, context, token) => history.ReadHistoryAsync(window, cursor, context, token), cancellationToken);
        return page.Next is { } next && (next == cursor || next.Length > HistoryPage.MaxCursorLength)
            ? throw new AdapterException(FailureKind.ProtocolChanged, $"The pages of {channel.Platform}'s past do not come to an end.")
            : page;
    }

    private async Task<T> AskAsync<T>(
        Func<IBroadcastHistory, IChannelContext, CancellationToken, Task<T>> ask,
        CancellationToken cancellationToken
    )
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                return await actions.UseAsync(channel, ask, Limit, mutates: false, cancellationToken);
            }
            catch (AdapterException e) when (tried < MostTries && Pause(e, tried) is { } pause)
            {
                await Task.Delay(pause, clock, cancellationToken);
            }
        }
    }

    private static TimeSpan? Pause(AdapterException e, int tried) =>
        e.Kind switch
        {
            FailureKind.Transient => FirstPause * Math.Pow(2, tried - 1),
            FailureKind.RateLimited
                when e.Reason != QuotaBucket.Spent && (e.RetryAfter ?? FirstPause) is var told && told <= LongestPause => told,
            _ => null,
        };
}
