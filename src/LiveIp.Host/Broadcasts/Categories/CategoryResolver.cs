using System.Collections.Concurrent;
using LiveIp.Contracts;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting;

namespace LiveIp.Host.Broadcasts.Categories;

/// <summary>Finds the platform's category for what was asked for. What the platform answered once is remembered for a day.</summary>
internal sealed class CategoryResolver(ChannelActions actions, TimeProvider clock)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private const int MostKept = 1000;

    private readonly ConcurrentDictionary<(string Platform, string Name), (PlatformCategory Category, DateTimeOffset At)> _found = new();

    /// <summary>Null when there is no counterpart.</summary>
    /// <param name="channel">Where.</param>
    /// <param name="wished">An id of ours, or the platform's own id or exact name.</param>
    /// <param name="cancellationToken">Of the caller.</param>
    /// <exception cref="AdapterException">The platform could not be asked.</exception>
    public async Task<PlatformCategory?> ResolveAsync(ChannelRecord channel, string wished, CancellationToken cancellationToken)
    {
        var ours = CategoryBook.Find(wished);
        if (ours is not null && !ours.Platforms.ContainsKey(channel.Platform))
        {
            return null;
        }

        var counterpart = ours?.Platforms[channel.Platform];
        if (counterpart is { Id.Length: > 0 })
        {
            return new() { Id = counterpart.Id, Name = counterpart.Name };
        }

        return actions.Offers<ICategorySearch>(channel) ? await SearchAsync(channel, counterpart?.Name ?? wished, cancellationToken) : null;
    }

    private async Task<PlatformCategory?> SearchAsync(ChannelRecord channel, string text, CancellationToken cancellationToken)
    {
        var key = (channel.Platform, text);
        if (_found.TryGetValue(key, out var known) && clock.GetUtcNow() - known.At < Kept)
        {
            return known.Category;
        }

        var found = await actions.UseAsync<ICategorySearch, IReadOnlyList<PlatformCategory>>(
            channel,
            (search, context, ct) => search.SearchCategoriesAsync(text, context, ct),
            Limit,
            mutates: false,
            cancellationToken
        );
        var exact =
            found.FirstOrDefault(c => c.Name.Equals(text, StringComparison.OrdinalIgnoreCase)) ?? found.FirstOrDefault(c => c.Id == text);
        if (exact is not null)
        {
            if (_found.Count >= MostKept)
            {
                _found.Clear();
            }

            _found[key] = (exact, clock.GetUtcNow());
        }

        return exact;
    }
}
