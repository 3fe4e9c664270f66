using LiveIp.Contracts;
using LiveIp.Host.Plugins;

namespace LiveIp.Host.Policies;

/// <summary>
/// Opens where the platform's terms allow it, or where the operator confirmed an agreement with the platform, in the words that stand
/// today: when a plugin changes the text, it has to be confirmed again.
/// </summary>
internal sealed class PolicyGate(IExtensionRegistry registry, PolicyStore store, TimeProvider clock) : IPolicyGate
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Agreement> _agreements = store.Load();

    public bool MayDerive(string platform) => Find(platform)?.MayDerive ?? false;

    public bool MayCombine(string platform) => Find(platform)?.MayCombine ?? false;

    /// <summary>One per known platform.</summary>
    public IReadOnlyList<PolicyStatus> List() => [.. registry.Platforms.Select(p => Status(p.Descriptor))];

    /// <summary>Null when no loaded plugin offers the platform.</summary>
    public PolicyStatus? Find(string platform) => registry.FindPlatform(platform) is { } found ? Status(found.Descriptor) : null;

    /// <summary>Whether what goes by this platform's name is an emulator, so that its numbers are nobody's.</summary>
    public bool IsEmulated(string platform)
    {
        // Also while the plugin is not loaded: what was emulated stays it.
        var descriptor = registry.FindPlatform(platform)?.Descriptor;
        lock (_lock)
        {
            return _agreements.GetValueOrDefault(platform) is { Emulated: true } agreement
                && (descriptor is null || agreement.Text == Words(descriptor));
        }
    }

    /// <summary>
    /// Records, durably, that the operator agreed to <paramref name="agreementText"/>; with <paramref name="emulated"/>, that it is for
    /// an emulator. Where the terms allow everything there is no text, and only that can be recorded, or taken back.
    /// </summary>
    /// <exception cref="KeyNotFoundException">No loaded plugin offers the platform.</exception>
    /// <exception cref="InvalidOperationException">The platform has nothing to agree to.</exception>
    /// <exception cref="ArgumentException">The text is not the one that the platform's plugin shows.</exception>
    public PolicyStatus Confirm(string platform, string agreementText, bool emulated = false)
    {
        var descriptor =
            registry.FindPlatform(platform)?.Descriptor ?? throw new KeyNotFoundException($"There is no platform \"{platform}\".");
        var needsText = descriptor is { DerivedMetrics: DerivedMetricsPolicy.NeedsAgreement, AgreementText.Length: > 0 };
        if (!needsText && (descriptor.DerivedMetrics != DerivedMetricsPolicy.Allowed || !(emulated || IsEmulated(platform))))
        {
            throw new InvalidOperationException($"{descriptor.DisplayName} has no agreement to confirm.");
        }

        if (!string.Equals(Words(descriptor), agreementText, StringComparison.Ordinal))
        {
            throw new ArgumentException("The text is not the one that is to be agreed to.", nameof(agreementText));
        }

        lock (_lock)
        {
            if (needsText || emulated)
            {
                var agreement = new Agreement(agreementText, clock.GetUtcNow(), emulated);
                store.Save(platform, agreement);
                _agreements[platform] = agreement;
            }
            else
            {
                store.Remove(platform);
                _agreements.Remove(platform);
            }
        }

        return Status(descriptor);
    }

    private static string Words(PlatformDescriptor descriptor) =>
        descriptor.DerivedMetrics == DerivedMetricsPolicy.NeedsAgreement ? descriptor.AgreementText ?? "" : "";

    private PolicyStatus Status(PlatformDescriptor descriptor)
    {
        Agreement? agreement;
        lock (_lock)
        {
            agreement = _agreements.GetValueOrDefault(descriptor.Id);
        }

        if (agreement is not null && !string.Equals(agreement.Text, Words(descriptor), StringComparison.Ordinal))
        {
            agreement = null;
        }

        var open = descriptor.DerivedMetrics switch
        {
            DerivedMetricsPolicy.Allowed => true,
            DerivedMetricsPolicy.NeedsAgreement => agreement is not null,
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
            Emulated = agreement?.Emulated ?? false,
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

    /// <summary>The agreement was recorded for an emulator.</summary>
    public required bool Emulated { get; init; }
}
