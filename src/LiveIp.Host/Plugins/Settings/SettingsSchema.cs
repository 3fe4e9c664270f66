using System.Text.Json.Nodes;

namespace LiveIp.Host.Plugins.Settings;

/// <summary>
/// A settings class as JSON Schema (draft 2020-12), so that any user interface can draw the form. Beside the standard words:
/// x-title-zh, x-secret, x-advanced, x-unit.
/// </summary>
internal static class SettingsSchema
{
    public static string Of(IConfigurable configurable)
    {
        var form = configurable.Form;
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = configurable.Id,
            ["type"] = "object",
            ["properties"] = new JsonObject(
                form.Fields.Select(f => KeyValuePair.Create(f.Key, (JsonNode?)Property(f, form.Defaults[f.Key])))
            ),
            ["required"] = new JsonArray([.. form.Fields.Where(static f => f.Attribute.Required).Select(static f => (JsonNode)f.Key)]),
            ["additionalProperties"] = false,
        };
        return schema.ToJsonString();
    }

    private static JsonObject Property(SettingField field, string defaultText)
    {
        var attribute = field.Attribute;
        var property = new JsonObject { ["title"] = attribute.Label, ["type"] = TypeName(field.Type) };
        if (attribute.Help is { } help)
            property["description"] = help;
        if (attribute.LabelZh is { } chinese)
            property["x-title-zh"] = chinese;
        if (attribute.Secret)
            property["x-secret"] = true;
        if (attribute.Advanced)
            property["x-advanced"] = true;
        if (field.Type == typeof(Uri))
            property["format"] = "uri";
        if (field.Type == typeof(TimeSpan))
            property["x-unit"] = "s";
        if (field.Type.IsEnum)
            property["enum"] = new JsonArray([.. Enum.GetNames(field.Type).Select(static n => (JsonNode)n)]);
        if (double.IsFinite(attribute.Minimum))
            property["minimum"] = attribute.Minimum;
        if (double.IsFinite(attribute.Maximum))
            property["maximum"] = attribute.Maximum;
        // A secret's default is nobody's business, and there should be none.
        if (defaultText.Length > 0 && !attribute.Secret)
            property["default"] = Value(field.Type, defaultText);
        return property;
    }

    private static string TypeName(Type type) =>
        type == typeof(bool) ? "boolean"
        : type == typeof(int) || type == typeof(long) ? "integer"
        : type == typeof(double) || type == typeof(TimeSpan) ? "number"
        : "string";

    private static JsonNode? Value(Type type, string text) => TypeName(type) == "string" ? text : JsonNode.Parse(text);
}
