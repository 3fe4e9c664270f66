using LiveIp.Contracts;
using LiveIp.Host.Distribution.Redirects;
using LiveIp.Host.Distribution.Rendering;
using LiveIp.Host.Plugins;
using LiveIp.V1;

namespace LiveIp.Host.Distribution;

/// <summary>Makes a post's form for each network, before anything is stored or sent.</summary>
internal sealed class PostPlanner(RedirectLinks links, TimeProvider clock)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    /// <summary>In the order of the distributors.</summary>
    /// <exception cref="PostDoesNotFitException">Not even the shortest form fits one of them.</exception>
    /// <exception cref="AdapterException">A network could not say how much fits.</exception>
    public async Task<IReadOnlyList<PlannedDelivery>> PlanAsync(
        Post post,
        IReadOnlyList<DistributorExtension> distributors,
        CancellationToken cancellationToken
    ) => await Task.WhenAll(distributors.Select(d => PlanAsync(post, d, [], cancellationToken)));

    /// <summary>Another form of a post for one network.</summary>
    /// <param name="known">Links that stand there.</param>
    /// <exception cref="PostDoesNotFitException">Not even the shortest form fits.</exception>
    /// <exception cref="AdapterException">The network could not say how much fits.</exception>
    public async Task<PlannedDelivery> PlanAsync(
        Post post,
        DistributorExtension distributor,
        IReadOnlyList<Redirect> known,
        CancellationToken cancellationToken
    )
    {
        var id = distributor.Id;
        // Links of its own for each network: nothing else tells where a click came from.
        var (linked, redirects) = links.Make(post, known);
        var limits = await LimitsAsync(distributor, cancellationToken);
        var rendered = limits is null ? null : PostRenderer.Render(linked, limits) ?? throw new PostDoesNotFitException(id, limits);
        return new PlannedDelivery(id, rendered) { Redirects = redirects };
    }

    /// <summary>The one catch of the plugin; null where the distributor makes its own form.</summary>
    private async Task<PostLimits?> LimitsAsync(DistributorExtension distributor, CancellationToken cancellationToken)
    {
        try
        {
            return await DistributorCall.AskAsync(
                distributor,
                async (d, token) => d is IPostMeasure measure ? await measure.GetLimitsAsync(clock, token) : null,
                Limit,
                clock,
                cancellationToken
            );
        }
        catch (Exception e) when (e is not AdapterException && !cancellationToken.IsCancellationRequested)
        {
            throw new AdapterException(
                FailureKind.Transient,
                $"{distributor.Descriptor.DisplayName} did not say how much fits into a post ({e.GetType().Name})."
            );
        }
    }
}

/// <summary>Not even the shortest form of a post fits a network.</summary>
internal sealed class PostDoesNotFitException(string distributor, PostLimits limits)
    : Exception(
        $"Even a word of the title and one link are more than '{distributor}' takes ({limits.MaxLength} {Units(limits.Unit)}); shorten the link."
    )
{
    private static string Units(TextUnit unit) =>
        unit switch
        {
            TextUnit.Utf16 => "UTF-16 units",
            TextUnit.Utf8Byte => "bytes",
            TextUnit.Grapheme => "graphemes",
            TextUnit.HalfWidth => "half-widths",
            _ => "characters",
        };
}
