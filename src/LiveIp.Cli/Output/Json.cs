using System.CommandLine;
using Google.Protobuf;

namespace LiveIp.Cli.Output;

/// <summary>Messages as the proto3 JSON mapping writes them: camelCase names, 64-bit numbers as strings.</summary>
internal static class Json
{
    private static readonly JsonFormatter Compact = new(JsonFormatter.Settings.Default);

    // A script asks for a field and wants to see zero, not nothing.
    private static readonly JsonFormatter Whole = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    public static Option<bool> Option() => new("--json") { Description = "JSON for programs, as the API answers it" };

    /// <summary>One line; fields without a value are left out.</summary>
    public static string Event(IMessage message) => Compact.Format(message);

    /// <summary>One line, with every field.</summary>
    public static string Answer(IMessage message) => Whole.Format(message);
}
