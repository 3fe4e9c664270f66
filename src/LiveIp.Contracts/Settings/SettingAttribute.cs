namespace LiveIp.Contracts;

/// <summary>
/// Describes one property of a settings class, so that any user interface can draw the form. The key is
/// the property's name in camelCase. Types: string, bool, int, long, double, <see cref="Uri"/>,
/// <see cref="TimeSpan"/> (as seconds) and enums.
/// </summary>
/// <remarks>
/// A <see cref="Uri"/> must be https or wss unless its host is loopback; the host of LiveIp refuses
/// others. Further rules are registered as an <c>IValidateOptions&lt;TSettings&gt;</c> in the plugin's
/// services, best by the options validation source generator.
/// </remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string label) : Attribute
{
    /// <summary>What a person reads beside the field, in English.</summary>
    public string Label { get; } = label;

    /// <summary>The same in Chinese.</summary>
    public string? LabelZh { get; init; }

    /// <summary>A sentence of help.</summary>
    public string? Help { get; init; }

    /// <summary>Encrypted at rest, read back as a mask, never logged. Texts and addresses only.</summary>
    public bool Secret { get; init; }

    /// <summary>Not shown at first.</summary>
    public bool Advanced { get; init; }

    /// <summary>Without a value the platform or distributor counts as not set up.</summary>
    public bool Required { get; init; }

    /// <summary>Bounds of a number or of a time in seconds.</summary>
    public double Minimum { get; init; } = double.NegativeInfinity;

    /// <inheritdoc cref="Minimum"/>
    public double Maximum { get; init; } = double.PositiveInfinity;
}
