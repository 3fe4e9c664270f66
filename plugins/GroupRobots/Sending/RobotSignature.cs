using System.Security.Cryptography;
using System.Text;

namespace LiveIp.Plugins.GroupRobots.Sending;

/// <summary>
/// HMAC-SHA256, in Base64, of a timestamp, a line break and the secret. The two networks that have it take these for different things:
/// for DingTalk they are the message and the secret is the key, for Feishu they are the key and the message is empty.
/// </summary>
internal static class RobotSignature
{
    /// <param name="milliseconds">Since 1970; at most an hour off.</param>
    public static string ForDingTalk(string secret, long milliseconds) =>
        Sign(key: secret, message: string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{milliseconds}\n{secret}"));

    /// <param name="seconds">Since 1970; at most an hour off.</param>
    public static string ForFeishu(string secret, long seconds) =>
        Sign(key: string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{seconds}\n{secret}"), message: "");

    private static string Sign(string key, string message) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(message)));
}
