using System.Globalization;
using System.Reflection;
using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Host.Plugins.Loading;

namespace LiveIp.Host.Plugins.Settings;

/// <summary>One property of a settings class: how its text becomes its value and back.</summary>
internal sealed class SettingField
{
    private const int MaxLength = 8192;

    private readonly PropertyInfo _property;

    private SettingField(PropertyInfo property, SettingAttribute attribute)
    {
        _property = property;
        Attribute = attribute;
        Key = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        Type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (!IsSupported(Type))
            throw new PluginRefusedException(
                $"The setting '{Key}' is of type {Type.Name}. Use string, bool, int, long, double, Uri, TimeSpan or an enum."
            );
        if (attribute.Secret && Type != typeof(string) && Type != typeof(Uri))
            throw new PluginRefusedException($"The setting '{Key}' is secret and must be a string or a Uri.");
        if (property.SetMethod is not { IsPublic: true })
            throw new PluginRefusedException($"The setting '{Key}' has no public setter.");
    }

    public string Key { get; }

    public string PropertyName => _property.Name;

    /// <summary>Without <see cref="Nullable{T}"/>.</summary>
    public Type Type { get; }

    public SettingAttribute Attribute { get; }

    public static SettingField? Of(PropertyInfo property) =>
        property.GetCustomAttribute<SettingAttribute>() is { } attribute ? new SettingField(property, attribute) : null;

    /// <summary>Text of the value that the property has; "" for null.</summary>
    public string Format(object settings) =>
        _property.GetValue(settings) switch
        {
            null => "",
            bool value => value ? "true" : "false",
            TimeSpan value => value.TotalSeconds.ToString(CultureInfo.InvariantCulture),
            Uri value => value.OriginalString,
            IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
            var value => value.ToString() ?? "",
        };

    public void Set(object settings, object value) => _property.SetValue(settings, value);

    /// <summary>The value, or the sentence that says what is wrong. Never repeats the text: it may be a secret in the wrong place.</summary>
    public (object? Value, string? Problem) Parse(string text)
    {
        if (text.Length > MaxLength)
            return (null, $"has more than {MaxLength} characters; shorten it");
        if (Type == typeof(string))
            return (text, null);
        if (Type == typeof(bool))
            return bool.TryParse(text, out var flag) ? (flag, null) : (null, "must be true or false");
        if (Type == typeof(Uri))
            return ParseUri(text);
        if (Type.IsEnum)
            return Enum.GetNames(Type).FirstOrDefault(n => n.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name
                ? (Enum.Parse(Type, name), null)
                : (null, $"must be one of {string.Join(", ", Enum.GetNames(Type))}");
        return ParseNumber(text);
    }

    private (object? Value, string? Problem) ParseNumber(string text)
    {
        var invariant = CultureInfo.InvariantCulture;
        object? value = null;
        if (Type == typeof(int) && int.TryParse(text, NumberStyles.AllowLeadingSign, invariant, out var small))
            value = small;
        else if (Type == typeof(long) && long.TryParse(text, NumberStyles.AllowLeadingSign, invariant, out var whole))
            value = whole;
        else if (
            (Type == typeof(double) || Type == typeof(TimeSpan))
            && double.TryParse(text, NumberStyles.Float, invariant, out var number)
            && double.IsFinite(number)
        )
            value = number;

        if (value is null)
            return (null, $"must be {Noun()}");
        var size = Convert.ToDouble(value, invariant);
        if (size < Attribute.Minimum || size > Attribute.Maximum)
            return (null, $"must be {Noun()} {Bounds()}");
        if (Type != typeof(TimeSpan))
            return (value, null);
        return Math.Abs(size) < TimeSpan.MaxValue.TotalSeconds
            ? (TimeSpan.FromSeconds(size), null)
            : (null, "must be a number of seconds that fits a time");
    }

    private static (object? Value, string? Problem) ParseUri(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "wss" or "http" or "ws"))
            return (null, "must be an absolute https or wss address");
        // Tokens go there; in the clear they may only stay on this machine.
        return uri.Scheme is "https" or "wss" || uri.IsLoopback
            ? (uri, null)
            : (null, $"must use {(uri.Scheme == "ws" ? "wss" : "https")}: {uri.Scheme} is for loopback addresses only");
    }

    private string Noun() =>
        Type == typeof(double) ? "a number"
        : Type == typeof(TimeSpan) ? "a number of seconds"
        : "a whole number";

    private string Bounds()
    {
        var minimum = Attribute.Minimum.ToString(CultureInfo.InvariantCulture);
        var maximum = Attribute.Maximum.ToString(CultureInfo.InvariantCulture);
        return double.IsInfinity(Attribute.Maximum) ? $"of at least {minimum}"
            : double.IsInfinity(Attribute.Minimum) ? $"of at most {maximum}"
            : $"from {minimum} to {maximum}";
    }

    private static bool IsSupported(Type type) =>
        type.IsEnum
        || type == typeof(string)
        || type == typeof(bool)
        || type == typeof(int)
        || type == typeof(long)
        || type == typeof(double)
        || type == typeof(Uri)
        || type == typeof(TimeSpan);
}
