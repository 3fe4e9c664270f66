namespace LiveIp.Contracts;

/// <summary>Capability "broadcast_details": title, category and the like can be set.</summary>
public interface IBroadcastDetails
{
    /// <summary>The fields that the platform has. The host asks for no others, and tells the person which are left out.</summary>
    BroadcastFields DetailFields { get; }

    /// <summary>
    /// What the platform would refuse, by its own limits, before anything is sent. Pure: no I/O, the same answer for the same details.
    /// </summary>
    IReadOnlyList<DetailProblem> CheckDetails(BroadcastDetails details);

    /// <summary>Sets what is not null. Setting the same twice is as good as once, so the host repeats it freely.</summary>
    /// <param name="broadcast">The platform's id of a commanded broadcast; null where the channel has the details.</param>
    /// <param name="details">Checked, and of <see cref="DetailFields"/> alone.</param>
    /// <param name="context">The channel.</param>
    /// <param name="cancellationToken">Of the host.</param>
    /// <exception cref="AdapterException"/>
    Task SetDetailsAsync(string? broadcast, BroadcastDetails details, IChannelContext context, CancellationToken cancellationToken);
}

/// <summary>Why the platform would refuse a field.</summary>
public sealed record DetailProblem
{
    /// <summary>Which.</summary>
    public required BroadcastFields Field { get; init; }

    /// <summary>The limit and what to do, without the value: "at most 100 characters".</summary>
    public required string Problem { get; init; }
}

/// <summary>Capability "category_search": the platform's own categories can be found by name.</summary>
public interface ICategorySearch
{
    /// <summary>Those that fit, best first; at most 100. An exact name or id must be among them when there is one.</summary>
    /// <exception cref="AdapterException"/>
    Task<IReadOnlyList<PlatformCategory>> SearchCategoriesAsync(string text, IChannelContext context, CancellationToken cancellationToken);
}

/// <summary>A category as a platform knows it.</summary>
public sealed record PlatformCategory
{
    /// <summary>The platform's own id.</summary>
    public required string Id { get; init; }

    /// <summary>As the platform writes it.</summary>
    public required string Name { get; init; }
}
