using System.Globalization;
using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Plugins.Answers;

namespace LiveIp.Plugins.Discord;

/// <summary>What Discord's answer says about the delivery.</summary>
internal static class DiscordAnswer
{
    // https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
    private const long UnknownChannel = 10003;

    /// <param name="token">Of the webhook; never in the result.</param>
    public static DeliveryResult Read(HttpResponseMessage response, JsonElement json, string token, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        var answer = new NetworkAnswer("Discord", status, NetworkWords.Clean(Words(json), token));
        return status switch
        {
            200 when json.Text("id") is { Length: > 0 and <= 20 } id && id.All(char.IsAsciiDigit) => new DeliveryResult
            {
                Outcome = DeliveryOutcome.Delivered,
                RemoteId = id,
                Detail = "Discord saved the message.",
            },
            >= 300 and < 400 => answer.Rejected("a redirect, which is not followed. Check the base address"),
            401 or 403 => answer.Rejected("it does not let this webhook post"),
            404 when json.Integer("code") == UnknownChannel => answer.Rejected(
                "there is no such thread in the webhook's channel. Check the thread"
            ),
            404 => answer.Rejected(
                "the webhook is gone and must not be used again. Make a new one and enter its address, or turn Discord off"
            ),
            408 or 429 => answer.NotNow(Pause.Longest(response, now, json.Seconds("retry_after"), ResetAfter(response))) with
            {
                IsForAllAccounts = IsGlobal(response, json),
            },
            413 => answer.Rejected(
                "the files are larger than it takes in this channel. Set the largest file (maxFileMiB) to what it takes there"
            ),
            >= 400 and < 500 => answer.Rejected("it does not take the message"),
            _ => answer.Unconfirmed("it may or may not have saved the message, so look into the channel"),
        };
    }

    /// <summary>
    /// Discord itself says that the webhook is no more. A thread that is not there is something else, and a 404 without one of Discord's
    /// codes may be a proxy's, or have broken off before it was said which of the two it is.
    /// </summary>
    public static bool IsGone(int status, JsonElement json) => status == 404 && json.Integer("code") is not (null or UnknownChannel);

    /// <summary>
    /// The limit that was met is the application's and not the webhook's (https://docs.discord.com/developers/topics/rate-limits): a header
    /// says so, and the body where it is Discord's own.
    /// </summary>
    public static bool IsGlobal(HttpResponseMessage response, JsonElement json) =>
        (int)response.StatusCode == 429
        && (
            (
                response.Headers.TryGetValues("X-RateLimit-Scope", out var scopes)
                && scopes.Contains("global", StringComparer.OrdinalIgnoreCase)
            )
            || json.Member("global").ValueKind == JsonValueKind.True
        );

    /// <summary>Of the message, and of the tree of what is wrong with each field.</summary>
    private static string Words(JsonElement json)
    {
        var faults = new List<string>();
        Collect(json.Member("errors"), "", faults);
        return faults.Count > 0 ? string.Join(" ", faults) : json.Text("message") ?? "";
    }

    private static void Collect(JsonElement node, string path, List<string> faults)
    {
        if (node.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var member in node.EnumerateObject())
        {
            if (member is { Name: "_errors", Value.ValueKind: JsonValueKind.Array })
            {
                faults.AddRange(member.Value.EnumerateArray().Select(e => e.Text("message")).OfType<string>().Select(m => $"{path}: {m}"));
            }
            else
            {
                Collect(member.Value, path.Length > 0 ? $"{path}.{member.Name}" : member.Name, faults);
            }
        }
    }

    /// <summary>Seconds, as Discord's own header has them.</summary>
    public static double? ResetAfter(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-RateLimit-Reset-After", out var values)
        && double.TryParse(values.First(), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : null;
}
