using System.Reflection;

namespace LiveIp.Host.Plugins.Settings;

/// <summary>All settings of one settings class.</summary>
internal sealed class SettingsForm
{
    private readonly Func<object> _new;

    private SettingsForm(Type type, Func<object> create)
    {
        _new = create;
        Fields = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(SettingField.Of).OfType<SettingField>()];
        var defaults = create();
        Defaults = Fields.ToDictionary(static f => f.Key, f => Default(f, defaults), StringComparer.Ordinal);
    }

    public IReadOnlyList<SettingField> Fields { get; }

    /// <summary>Texts of the values of a fresh instance.</summary>
    public IReadOnlyDictionary<string, string> Defaults { get; }

    public static SettingsForm Of<TSettings>()
        where TSettings : class, new() => new(typeof(TSettings), static () => new TSettings());

    /// <summary>A required number that a fresh instance leaves at 0 has no default: 0 is what an unset number looks like.</summary>
    private static string Default(SettingField field, object defaults)
    {
        var text = field.Format(defaults);
        return field.Attribute.Required && text == "0" ? "" : text;
    }

    public SettingField? Find(string key) => Fields.FirstOrDefault(f => f.Key == key);

    /// <summary>A fresh instance with the given texts over its defaults. Problems name the key; what has none is bound.</summary>
    public (object Settings, IReadOnlyList<SettingViolation> Problems) Bind(IReadOnlyDictionary<string, string> values)
    {
        var settings = _new();
        var problems = new List<SettingViolation>();
        foreach (var field in Fields)
        {
            if (values.TryGetValue(field.Key, out var text))
            {
                var (value, problem) = field.Parse(text);
                if (problem is null)
                    field.Set(settings, value!);
                else
                    problems.Add(new SettingViolation(field.Key, $"'{field.Key}' ({field.Attribute.Label}) {problem}."));
            }
            else if (field.Attribute.Required && Defaults[field.Key].Length == 0)
            {
                problems.Add(new SettingViolation(field.Key, $"'{field.Key}' ({field.Attribute.Label}) is not set; set it."));
            }
        }
        return (settings, problems);
    }
}
