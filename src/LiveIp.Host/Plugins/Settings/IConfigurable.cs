namespace LiveIp.Host.Plugins.Settings;

/// <summary>Something that has settings: a platform or a distributor.</summary>
internal interface IConfigurable
{
    /// <summary>Id of the platform or distributor.</summary>
    string Id { get; }

    SettingsForm Form { get; }

    /// <summary>The plugin's own rules over bound settings; a sentence per problem.</summary>
    IReadOnlyList<string> Validate(object values);
}

/// <summary>A value that was not taken, and what to do.</summary>
internal sealed record SettingViolation(string Key, string Description);
