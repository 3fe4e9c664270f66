using LiveIp.Contracts;
using LiveIp.Host.Api;
using LiveIp.Host.Broadcasts.Categories;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting;
using LiveIp.V1;

namespace LiveIp.Host.Broadcasts.GoingLive;

/// <summary>Looks at what is asked for, channel by channel, before anything is stored or leaves the host.</summary>
internal sealed class PlanExaminer(PlatformSteps steps, CategoryResolver categories)
{
    /// <summary>The platform's name of the capability that a channel without details lacks.</summary>
    private static readonly string DetailsCapability = Capability.NameOf<IBroadcastDetails>();

    /// <summary>What the plan comes to on each channel, and what the platforms would refuse of it.</summary>
    /// <exception cref="CapabilityMissingException">A channel cannot be told what is asked, and that was not said to be fine.</exception>
    /// <exception cref="AdapterException">The plugin of a channel is not loaded.</exception>
    public async Task<Examination> ExamineAsync(
        CreateBroadcastRequest asked,
        IReadOnlyList<ChannelRecord> channels,
        CancellationToken cancellationToken
    )
    {
        var parts = new List<PlanPart>();
        var problems = new List<(string Field, string Description)>();
        foreach (var channel in channels)
        {
            parts.Add(await ExamineAsync(asked, channel, channels.Count == 1, problems, cancellationToken));
        }

        return new(parts, problems);
    }

    private async Task<PlanPart> ExamineAsync(
        CreateBroadcastRequest asked,
        ChannelRecord channel,
        bool isOnly,
        List<(string Field, string Description)> problems,
        CancellationToken cancellationToken
    )
    {
        if (!steps.IsLoaded(channel))
        {
            throw new AdapterException(FailureKind.Transient, $"The plugin of {channel.Platform} ({channel.Name}) is not loaded.");
        }

        var details = PartWishes.Of(asked, channel.Name);
        var given = PartWishes.Given(details);
        var part = new PlanPart
        {
            Channel = channel.Name,
            Platform = channel.Platform,
            Commanded = steps.IsCommanded(channel),
        };
        part = await WithThumbnailAsync(asked, channel, part, problems, cancellationToken);
        if (!steps.TakesDetails(channel))
        {
            return given == BroadcastFields.None || asked.AllowUnsupported
                ? part with
                {
                    LeftOut = part.LeftOut | given,
                }
                : throw new CapabilityMissingException(channel.Name, channel.Platform, DetailsCapability);
        }

        part = await WithCategoryAsync(asked, channel, part, isOnly, problems, cancellationToken);
        var told = PartWishes.Tell(details, part.CategoryId);
        var (fields, refused) = await steps.CheckAsync(channel, told, cancellationToken);
        problems.AddRange(
            refused.Select(p => (FieldOf(asked, channel.Name, p.Field), $"{channel.Name} ({channel.Platform}): {p.Problem}"))
        );
        if (part.Commanded && details.Title.Length == 0)
        {
            problems.Add(("details.title", $"is needed: {channel.Name} ({channel.Platform}) makes a broadcast of this name"));
        }

        return part with
        {
            LeftOut = part.LeftOut | (given & ~fields),
        };
    }

    private async Task<PlanPart> WithThumbnailAsync(
        CreateBroadcastRequest asked,
        ChannelRecord channel,
        PlanPart part,
        List<(string Field, string Description)> problems,
        CancellationToken cancellationToken
    )
    {
        if (asked.Thumbnail.IsEmpty)
        {
            return part;
        }

        if (!part.Commanded || !steps.TakesThumbnail(channel))
        {
            return part with { LeftOut = BroadcastFields.Thumbnail };
        }

        var most = await steps.MaxThumbnailBytesAsync(channel, cancellationToken);
        if (asked.Thumbnail.Length > most)
        {
            problems.Add(("thumbnail", $"{channel.Name} ({channel.Platform}): at most {most} bytes"));
        }

        return part;
    }

    private async Task<PlanPart> WithCategoryAsync(
        CreateBroadcastRequest asked,
        ChannelRecord channel,
        PlanPart part,
        bool isOnly,
        List<(string Field, string Description)> problems,
        CancellationToken cancellationToken
    )
    {
        var wished = PartWishes.Of(asked, channel.Name).Category;
        if (wished.Length == 0)
        {
            return part;
        }

        var field = FieldOf(asked, channel.Name, BroadcastFields.Category);
        var isOurs = CategoryBook.Find(wished) is not null;
        if (!isOurs && !isOnly && field == "details.category")
        {
            if (!problems.Exists(static p => p.Field == "details.category"))
            {
                problems.Add(
                    (
                        field,
                        $"'{wished}' is no category of LiveIp; list the categories, or give a platform's own in an override of its channel"
                    )
                );
            }

            return part;
        }

        try
        {
            var found = await categories.ResolveAsync(channel, wished, cancellationToken);
            if (found is null && !isOurs)
            {
                problems.Add((field, $"{channel.Name} ({channel.Platform}): the platform has no category '{wished}'"));
            }

            return found is null
                ? part with
                {
                    LeftOut = part.LeftOut | BroadcastFields.Category,
                }
                : part with
                {
                    CategoryId = found.Id,
                    CategoryName = found.Name,
                };
        }
        catch (AdapterException e)
        {
            // Asked again when it goes live. Until then it is told.
            return part with { Problem = new(ChannelServiceErrors.Of(e.Kind).Reason, e.Message, e.Reason ?? "", Final: false) };
        }
    }

    /// <summary>Where the value that the channel gets was written.</summary>
    private static string FieldOf(CreateBroadcastRequest asked, string channel, BroadcastFields field)
    {
        var name = field.ToString().ToLowerInvariant();
        for (var i = asked.Overrides.Count - 1; i >= 0; i--)
        {
            if (asked.Overrides[i].Channel == channel && asked.Overrides[i].Details is { } own && PartWishes.Given(own).HasFlag(field))
            {
                return $"overrides[{i}].details.{name}";
            }
        }

        return $"details.{name}";
    }
}

/// <param name="Parts">In the order of the channels.</param>
/// <param name="Problems">What a platform would refuse, by the field of the request.</param>
internal sealed record Examination(IReadOnlyList<PlanPart> Parts, IReadOnlyList<(string Field, string Description)> Problems);
