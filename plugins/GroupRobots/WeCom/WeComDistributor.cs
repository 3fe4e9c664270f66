using LiveIp.Plugins.GroupRobots.Sending;
using LiveIp.V1;

namespace LiveIp.Plugins.GroupRobots.WeCom;

/// <summary>A text of a WeCom group robot (https://developer.work.weixin.qq.com/document/path/91770).</summary>
internal sealed class WeComDistributor(WeComSettings settings) : RobotDistributor(WeComNetwork.Instance, settings)
{
    /// <summary>Who is to be rung stands in fields of their own there, which are left away: "@all" in a text rings nobody.</summary>
    protected override byte[] Write(RenderedPost rendered, DateTimeOffset now) =>
        MessageBody.Write(json =>
        {
            json.WriteString("msgtype", "text");
            json.WriteStartObject("text");
            json.WriteString("content", rendered.Text);
            json.WriteEndObject();
        });
}
