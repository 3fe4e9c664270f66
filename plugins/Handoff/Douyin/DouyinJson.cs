using System.Text.Json.Serialization;

namespace LiveIp.Plugins.Handoff.Douyin;

/// <summary>The bodies that are written; made at compile time, because reflection keeps a plugin loaded.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class DouyinJson : JsonSerializerContext;
