using LiveIp.Contracts;
using LiveIp.Host.Distribution.Media;
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
    /// <param name="post">With the files that go with it, as they were found.</param>
    /// <param name="distributors">To whom.</param>
    /// <param name="mayPassOver">Without a file, networks on which nothing but files is published are not meant.</param>
    /// <param name="mayLeaveMediaOut">Where the files do not fit, the post goes without them, and says why.</param>
    /// <param name="cancellationToken">Of whoever asked.</param>
    /// <exception cref="MediaDoesNotFitException">Files that some of them do not take, or that are missing there.</exception>
    /// <exception cref="PostDoesNotFitException">Not even the shortest form fits one of them.</exception>
    /// <exception cref="AdapterException">A network could not say how much fits.</exception>
    public async Task<IReadOnlyList<PlannedDelivery>> PlanAsync(
        Post post,
        IReadOnlyList<DistributorExtension> distributors,
        bool mayPassOver,
        bool mayLeaveMediaOut,
        CancellationToken cancellationToken
    )
    {
        var planned = await Task.WhenAll(
            distributors.Select(async d =>
                (Distributor: d, Form: await PlanAsync(post, d, [], cancellationToken), Media: await MediaLimitsAsync(d, cancellationToken))
            )
        );
        var meant = planned.Where(p => !mayPassOver || post.Media.Count > 0 || p.Media is not { IsRequired: true }).ToList();
        var misfits = meant.ConvertAll(p => MediaFit.Misfits(post.Media, p.Media, p.Distributor.Descriptor.DisplayName));
        var wrong = meant.Zip(misfits).SelectMany(p => !mayLeaveMediaOut || p.First.Media is { IsRequired: true } ? p.Second : []).ToList();
        return wrong.Count == 0
            ? [.. meant.Zip(misfits, static (p, m) => p.Form with { MediaLeftOut = string.Join("; ", m.Select(static x => x.Why)) })]
            : throw new MediaDoesNotFitException(wrong);
    }

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

    /// <summary>Null where the distributor makes its own form.</summary>
    private Task<PostLimits?> LimitsAsync(DistributorExtension distributor, CancellationToken cancellationToken) =>
        AskAsync(
            distributor,
            async (d, token) => d is IPostMeasure measure ? await measure.GetLimitsAsync(clock, token) : null,
            cancellationToken
        );

    /// <summary>Null where no files are taken.</summary>
    private Task<MediaLimits?> MediaLimitsAsync(DistributorExtension distributor, CancellationToken cancellationToken) =>
        AskAsync(
            distributor,
            async (d, token) => d is IPostMedia media ? await media.GetMediaLimitsAsync(clock, token) : null,
            cancellationToken
        );

    /// <summary>The one catch of the plugin.</summary>
    private async Task<T> AskAsync<T>(
        DistributorExtension distributor,
        Func<IDistributor, CancellationToken, Task<T>> ask,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await DistributorCall.AskAsync(distributor, ask, Limit, clock, cancellationToken);
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
        $"Even the shortest form, a word of the title, one link and of a schedule one broadcast, is more than '{distributor}' takes ({limits.MaxLength} {Units(limits.Unit)}); shorten the link, or what is planned."
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
