using System.Globalization;
using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Plugins.Answers;

namespace LiveIp.Plugins.GroupRobots.Sending;

/// <summary>What a network's answer says about the delivery. All three say no with status 200 and a code.</summary>
internal static class RobotAnswer
{
    /// <param name="secrets">At least one; never in the result.</param>
    public static DeliveryResult Read(
        RobotNetwork network,
        HttpResponseMessage response,
        JsonElement json,
        IReadOnlyList<string> secrets,
        DateTimeOffset now
    )
    {
        var status = (int)response.StatusCode;
        var code = json.Integer(network.Members.Code);
        var words = secrets.Aggregate(
            json.Text(network.Members.Words) ?? "",
            static (text, secret) => text.Replace(secret, "[…]", StringComparison.OrdinalIgnoreCase)
        );
        var answer = new NetworkAnswer(network.Name, status, NetworkWords.Clean(words, secrets[0]));
        return (status, code) switch
        {
            (200, 0) => new DeliveryResult { Outcome = DeliveryOutcome.Delivered, Detail = $"{network.Name} took the message." },
            (200, { } no) => Judge(network, answer, no, words, response, now),
            (200, null) => answer.Unconfirmed("not whether it took the message, so look into the group"),
            (>= 300 and < 400, _) => answer.Rejected("a redirect, which is not followed. Check the base address"),
            (408 or 429, _) => answer.NotNow(Pause.Longest(response, now, Reset(response))),
            (>= 400 and < 500, { } no and not 0) => Judge(network, answer, no, words, response, now),
            (>= 400 and < 500, _) => answer.Rejected("it does not take the message"),
            _ => answer.Unconfirmed("it may or may not have taken the message, so look into the group"),
        };
    }

    private static DeliveryResult Judge(
        RobotNetwork network,
        NetworkAnswer answer,
        long code,
        string words,
        HttpResponseMessage response,
        DateTimeOffset now
    ) =>
        network.Meaning(code, words) switch
        {
            { IsUnclear: true } meaning => answer.Unconfirmed($"{code}, {meaning.Says}, so look into the group"),
            { Pause: { } pause } => answer.NotNow(Pause.Longest(response, now, pause.TotalSeconds, Reset(response))),
            { } meaning => answer.Rejected($"{code}, {meaning.Says}"),
            null => answer.Rejected($"{code}, it does not take the message"),
        };

    /// <summary>Seconds, as Feishu tells them.</summary>
    private static double? Reset(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-ogw-ratelimit-reset", out var values)
        && double.TryParse(values.First(), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : null;
}
