using System.Globalization;
using System.Text.Json;
using LiveIp.Plugins.GroupRobots.Sending;
using LiveIp.V1;

namespace LiveIp.Plugins.GroupRobots.Feishu;

/// <summary>
/// A message of a Feishu custom bot, as rich text: in a plain one, "&lt;at user_id=…&gt;" in a title would ring, and there is no way to
/// write it so that it does not.
/// </summary>
internal sealed class FeishuDistributor(FeishuSettings settings) : RobotDistributor(FeishuNetwork.Instance, settings)
{
    protected override byte[] Write(RenderedPost rendered, DateTimeOffset now)
    {
        var links = rendered.Spans.Where(static s => s.Kind == TextSpan.Types.Kind.Link).OrderBy(static s => s.Start).ToList();
        // A link takes its text twice; where that is too much, it is a text like any other.
        return Write(rendered.Text, links, now) is { Length: <= FeishuNetwork.MaxRequest } body ? body : Write(rendered.Text, [], now);
    }

    private byte[] Write(string text, IReadOnlyList<TextSpan> links, DateTimeOffset now) =>
        MessageBody.Write(json =>
        {
            if (settings.Secret.Length > 0)
            {
                var timestamp = now.ToUnixTimeSeconds();
                json.WriteString("timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
                json.WriteString("sign", RobotSignature.ForFeishu(settings.Secret, timestamp));
            }

            json.WriteString("msg_type", "post");
            json.WriteStartObject("content");
            json.WriteStartObject("post");
            json.WriteStartObject("zh_cn");
            json.WriteStartArray("content");
            json.WriteStartArray();
            var at = 0;
            foreach (var link in links)
            {
                WriteText(json, text[at..link.Start]);
                json.WriteStartObject();
                json.WriteString("tag", "a");
                json.WriteString("text", text.AsSpan(link.Start, link.Length));
                json.WriteString("href", link.Target);
                json.WriteEndObject();
                at = link.Start + link.Length;
            }

            WriteText(json, text[at..]);
            json.WriteEndArray();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        });

    private static void WriteText(Utf8JsonWriter json, string text)
    {
        if (text.Length > 0)
        {
            json.WriteStartObject();
            json.WriteString("tag", "text");
            json.WriteString("text", text);
            json.WriteEndObject();
        }
    }
}
