using LiveIp.Contracts;
using LiveIp.Host.Plugins;

namespace LiveIp.Host.Policies;

/// <summary>
/// Opens where the platform's terms allow it, or where the operator confirmed an agreement with the platform, in the words that stand
/// today: when a plugin changes the text, it has to be confirmed again.
/// </summary>
internal sealed class PolicyGate(LiveIpOptions options, IExtensionRegistry registry, PolicyStore store, TimeProvider clock) : IPolicyGate
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Agreement> _agreements = store.Load();

    public bool MayDerive(string platform) => Find(platform)?.MayDerive ?? false;

    public bool MayCombine(string platform) => Find(platform)?.MayCombine ?? false;

    /// <summary>One per known platform.</summary>
    public IReadOnlyList<PolicyStatus> List() => [.. registry.Platforms.Select(p => Status(p.Descriptor))];

    /// <summary>Null when no loaded plugin offers the platform.</summary>
    public PolicyStatus? Find(string platform) => registry.FindPlatform(platform) is { } found ? Status(found.Descriptor) : null;

    /// <summary>Records, durably, that the operator agreed to <paramref name="agreementText"/>.</summary>
    /// <exception cref="KeyNotFoundException">No loaded plugin offers the platform.</exception>
    /// <exception cref="InvalidOperationException">The platform has nothing to agree to.</exception>
    /// <exception cref="ArgumentException">The text is not the one that the platform's plugin shows.</exception>
    public PolicyStatus Confirm(string platform, string agreementText)
    {
        var descriptor =
            registry.FindPlatform(platform)?.Descriptor ?? throw new KeyNotFoundException($"There is no platform \"{platform}\".");
        if (descriptor.DerivedMetrics != DerivedMetricsPolicy.NeedsAgreement || descriptor.AgreementText is not { Length: > 0 } text)
        {
            throw new InvalidOperationException($"{descriptor.DisplayName} has no agreement to confirm.");
        }

        if (!string.Equals(text, agreementText, StringComparison.Ordinal))
        {
            throw new ArgumentException("The text is not the one that is to be agreed to.", nameof(agreementText));
        }

        lock (_lock)
        {
            var agreement = new Agreement(text, clock.GetUtcNow());
            store.Save(platform, agreement);
            _agreements[platform] = agreement;
        }

        return Status(descriptor);
    }

    private PolicyStatus Status(PlatformDescriptor descriptor)
    {
        Agreement? agreement;
        lock (_lock)
        {
            agreement = _agreements.GetValueOrDefault(descriptor.Id);
        }

        if (agreement is not null && !string.Equals(agreement.Text, descriptor.AgreementText, StringComparison.Ordinal))
        {
            agreement = null;
        }

        var open = descriptor.DerivedMetrics switch
        {
            DerivedMetricsPolicy.Allowed => true,
            // The numbers of an emulated platform are nobody's.
            DerivedMetricsPolicy.NeedsAgreement => agreement is not null || options.EmulatedPlatforms.Contains(descriptor.Id),
            _ => false,
        };
        return new()
        {
            Platform = descriptor.Id,
            DerivedMetrics = descriptor.DerivedMetrics,
            MayDerive = open,
            MayCombine = open,
            AgreementText = descriptor.AgreementText,
            ConfirmedAt = agreement?.ConfirmedAt,
        };
    }
}

/// <summary>What may be done with one platform's numbers, and why.</summary>
internal sealed record PolicyStatus
{
    public required string Platform { get; init; }
    public required DerivedMetricsPolicy DerivedMetrics { get; init; }
    public required bool MayDerive { get; init; }
    public required bool MayCombine { get; init; }
    public required string? AgreementText { get; init; }

    /// <summary>Null when there is no agreement to today's text.</summary>
    public required DateTimeOffset? ConfirmedAt { get; init; }
}
