using System.Globalization;
using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Plugins.Answers;

namespace LiveIp.Plugins.Weibo;

/// <summary>What Weibo's answer says about the delivery.</summary>
internal static class WeiboAnswer
{
    /// <param name="token">Never in the result.</param>
    public static DeliveryResult Read(HttpResponseMessage response, JsonElement json, string token, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        var answer = new NetworkAnswer("Weibo", status, NetworkWords.Clean(json.Text("error") ?? "", token));
        return (status, Code(json)) switch
        {
            (200, null) when json.Text("idstr") is { Length: > 0 and <= 20 } id && id.All(char.IsAsciiDigit) => new DeliveryResult
            {
                Outcome = DeliveryOutcome.Delivered,
                RemoteId = id,
                RemoteUri = new Uri($"https://m.weibo.cn/status/{id}"),
                Detail = "Weibo took the post. It may look at it before others see it.",
            },
            (>= 500, _) => answer.Unconfirmed("it may or may not have posted, so look at the account"),
            (_, { } code) when WeiboCodes.IsUnclear(code) => answer.Unconfirmed(
                $"{code}, it failed inside and may have posted, so look at the account"
            ),
            (_, { } code) when WeiboCodes.Pause(code) is { } pause => answer.NotNow(Pause.Longest(response, now, pause.TotalSeconds)),
            (>= 300 and < 400, _) => answer.Rejected("a redirect, which is not followed. Check the base address"),
            (408 or 429, _) => answer.NotNow(Pause.Longest(response, now)),
            (200 or (>= 400 and < 500), { } code) => answer.Rejected($"{code}, {WeiboCodes.Meaning(code)}"),
            (>= 400 and < 500, null) => answer.Rejected("it does not take the post"),
            _ => answer.Unconfirmed("not whether it posted, so look at the account"),
        };
    }

    /// <summary>A number, or in older answers a text; null where there is none.</summary>
    public static long? Code(JsonElement json) =>
        json.Integer("error_code")
        ?? (long.TryParse(json.Text("error_code"), NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null);
}
