using System.Globalization;
using LiveIp.Plugins.GroupRobots.Sending;
using LiveIp.V1;

namespace LiveIp.Plugins.GroupRobots.DingTalk;

/// <summary>A text of a DingTalk custom robot (https://open.dingtalk.com/document/orgapp/custom-robot-access).</summary>
internal sealed class DingTalkDistributor(DingTalkSettings settings) : RobotDistributor(DingTalkNetwork.Instance, settings)
{
    protected override byte[] Write(RenderedPost rendered, DateTimeOffset now) =>
        MessageBody.Write(json =>
        {
            json.WriteString("msgtype", "text");
            json.WriteStartObject("text");
            json.WriteString("content", rendered.Text);
            json.WriteEndObject();
            json.WriteStartObject("at");
            json.WriteBoolean("isAtAll", false);
            json.WriteEndObject();
        });

    protected override string Signature(DateTimeOffset now)
    {
        if (settings.Secret.Length == 0)
        {
            return "";
        }

        var timestamp = now.ToUnixTimeMilliseconds();
        var sign = Uri.EscapeDataString(RobotSignature.ForDingTalk(settings.Secret, timestamp));
        return string.Create(CultureInfo.InvariantCulture, $"&timestamp={timestamp}&sign={sign}");
    }
}
