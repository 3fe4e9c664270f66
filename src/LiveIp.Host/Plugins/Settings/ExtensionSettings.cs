using LiveIp.Contracts;
using LiveIp.Host.Storage;

namespace LiveIp.Host.Plugins.Settings;

/// <summary>Reads, checks and stores the settings of platforms and distributors.</summary>
internal sealed class ExtensionSettings(SettingsStore store, ISecretVault vault)
{
    /// <summary>What a secret reads back as. Written back, it keeps the secret.</summary>
    public const string Mask = "********";

    private readonly Lock _lock = new();

    /// <summary>Raised after an update, with the id of the extension.</summary>
    public event Action<string>? Updated;

    /// <summary>All values as texts: stored ones over defaults, secrets masked, "" where there is none.</summary>
    public IReadOnlyDictionary<string, string> Read(IConfigurable extension)
    {
        var stored = Stored(extension);
        return extension.Form.Fields.ToDictionary(
            static f => f.Key,
            f =>
                f.Attribute.Secret
                    ? stored.ContainsKey(f.Key)
                        ? Mask
                        : ""
                    : stored.TryGetValue(f.Key, out var text)
                        ? text
                        : extension.Form.Defaults[f.Key],
            StringComparer.Ordinal
        );
    }

    /// <summary>Sets what is named and leaves the rest. With violations nothing is stored.</summary>
    public IReadOnlyList<SettingViolation> Update(IConfigurable extension, IReadOnlyDictionary<string, string> changes)
    {
        lock (_lock)
        {
            var stored = Stored(extension);
            var violations = new List<SettingViolation>();
            var plain = new Dictionary<string, string?>(StringComparer.Ordinal);
            var secret = new Dictionary<string, string?>(StringComparer.Ordinal);
            foreach (var (name, text) in changes)
            {
                var key = name.StartsWith(extension.Id + ".", StringComparison.Ordinal) ? name[(extension.Id.Length + 1)..] : name;
                if (extension.Form.Find(key) is not { } field)
                    violations.Add(new SettingViolation(name, Unknown(extension, key)));
                else if (field.Attribute.Secret && text == Mask)
                    continue;
                else if (text.Length == 0)
                    (field.Attribute.Secret ? secret : plain)[key] = null;
                else if (field.Parse(text).Problem is { } problem)
                    violations.Add(new SettingViolation(name, $"'{key}' ({field.Attribute.Label}) {problem}."));
                else
                    (field.Attribute.Secret ? secret : plain)[key] = text;
            }
            if (violations.Count == 0)
                violations.AddRange(CheckWhole(extension, stored, plain.Concat(secret)));
            if (violations.Count > 0)
                return violations;

            store.Write(extension.Id, plain);
            foreach (var (key, value) in secret)
                vault.Write(Owner(extension), key, value);
        }
        Updated?.Invoke(extension.Id);
        return [];
    }

    /// <summary>A settings object with the values as they are now.</summary>
    /// <exception cref="AdapterException">Refused: something is not set, or no longer fits; named in the message.</exception>
    public object Bind(IConfigurable extension)
    {
        var (settings, problems) = extension.Form.Bind(Stored(extension));
        if (problems is [var first, ..])
            throw new AdapterException(FailureKind.Refused, $"The settings of {extension.Id} need a look: {first.Description}");
        if (extension.Validate(settings) is [var sentence, ..])
            throw new AdapterException(FailureKind.Refused, $"The settings of {extension.Id} need a look: {sentence}");
        return settings;
    }

    /// <summary>Why the extension does not count as set up; null when it does.</summary>
    public string? FirstProblem(IConfigurable extension) =>
        extension.Form.Bind(Stored(extension)).Problems is [var first, ..] ? first.Description : null;

    /// <summary>Forgets all values of an account, secrets first: what is left after a crash is an account that is not set up.</summary>
    public void Forget(string extension)
    {
        lock (_lock)
        {
            vault.Forget(Owner(extension));
            store.Forget(extension);
        }
        Updated?.Invoke(extension);
    }

    private static IEnumerable<SettingViolation> CheckWhole(
        IConfigurable extension,
        Dictionary<string, string> stored,
        IEnumerable<KeyValuePair<string, string?>> changes
    )
    {
        foreach (var (key, value) in changes)
        {
            if (value is null)
                stored.Remove(key);
            else
                stored[key] = value;
        }
        var (settings, problems) = extension.Form.Bind(stored);
        // Required settings may come one by one; the plugin's rules speak when all are there.
        if (problems.Count > 0)
            return [];
        return extension
            .Validate(settings)
            .Select(sentence => new SettingViolation(
                extension.Form.Fields.FirstOrDefault(f => sentence.Contains(f.PropertyName, StringComparison.Ordinal))?.Key ?? extension.Id,
                sentence
            ));
    }

    private Dictionary<string, string> Stored(IConfigurable extension)
    {
        lock (_lock)
        {
            var values = store.Read(extension.Id);
            foreach (var field in extension.Form.Fields.Where(static f => f.Attribute.Secret))
            {
                if (values.Remove(field.Key, out var readable))
                {
                    // Written when the plugin did not call it a secret yet. Outside the lock it could come after a newer one.
                    vault.Write(Owner(extension), field.Key, readable);
                    store.Write(extension.Id, new Dictionary<string, string?> { [field.Key] = null });
                }

                if (vault.Read(Owner(extension), field.Key) is { } value)
                    values[field.Key] = value;
            }
            return values;
        }
    }

    private static string Unknown(IConfigurable extension, string key) =>
        $"{extension.Id} has no setting '{key}'. It has: {string.Join(", ", extension.Form.Fields.Select(static f => f.Key))}.";

    private static string Owner(IConfigurable extension) => Owner(extension.Id);

    private static string Owner(string extension) => $"settings/{extension}";
}
