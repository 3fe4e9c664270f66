using LiveIp.Contracts;

namespace LiveIp.Plugins.Handoff.Douyin;

/// <summary>
/// Keeps the ticket from one post to the next, as Douyin demands of every app: it is worth about two hours. In memory only; lives as
/// long as the plugin.
/// </summary>
internal sealed class TicketCache : IDisposable
{
    /// <summary>A share address is worth no longer than its ticket, so one that is nearly over is no use to a person.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(30);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private (string Key, string Secret, Uri Server) _owner;
    private Ticket? _ticket;

    /// <summary>A ticket with at least half an hour before it, as far as Douyin gives such.</summary>
    /// <exception cref="AdapterException">There is none to be had.</exception>
    public async Task<Ticket> GetAsync(DouyinShareSettings settings, TimeProvider clock, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var owner = (settings.ClientKey, settings.ClientSecret, settings.BaseAddress);
            if (_owner == owner && _ticket is { } known && known.Expires - clock.GetUtcNow() >= Least)
            {
                return known;
            }

            var ticket = await TicketCalls.AskAsync(settings, clock, cancellationToken);
            (_owner, _ticket) = (owner, ticket);
            return ticket;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
