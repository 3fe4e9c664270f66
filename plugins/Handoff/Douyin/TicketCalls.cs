using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Plugins.Answers;
using LiveIp.Plugins.Api;
using LiveIp.Plugins.Sending;

namespace LiveIp.Plugins.Handoff.Douyin;

/// <summary>
/// A ticket in two requests: POST /oauth/client_token/, then GET /open/getticket/
/// (https://developer.open-douyin.com/docs/resource/zh-CN/dop/develop/sdk/web-app/h5/share-to-h5). Both publish nothing.
/// </summary>
internal static class TicketCalls
{
    private static readonly TimeSpan Usual = TimeSpan.FromHours(2);

    /// <exception cref="AdapterException"/>
    public static async Task<Ticket> AskAsync(DouyinShareSettings settings, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(settings.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var asked = clock.GetUtcNow();
        using var token = new HttpRequestMessage(HttpMethod.Post, At(settings, "oauth/client_token/"));
        token.Content = new OnceContent(
            JsonSerializer.SerializeToUtf8Bytes(
                new Dictionary<string, string>
                {
                    ["client_key"] = settings.ClientKey,
                    ["client_secret"] = settings.ClientSecret,
                    ["grant_type"] = "client_credential",
                },
                DouyinJson.Default.DictionaryStringString
            )
        );
        var key = Text(await SendAsync(token, settings, clock, key: "", either.Token), "access_token");

        using var ticket = new HttpRequestMessage(HttpMethod.Get, At(settings, "open/getticket/"));
        ticket.Headers.TryAddWithoutValidation("access-token", key);
        var data = await SendAsync(ticket, settings, clock, key, either.Token);
        var life = data.Integer("expires_in") is > 0 and <= 86_400 and var seconds ? TimeSpan.FromSeconds(seconds) : Usual;
        return new Ticket(Text(data, "ticket"), asked + life);
    }

    private static Uri At(DouyinShareSettings settings, string path) =>
        new(settings.BaseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/" + path);

    /// <summary>What stands under "data", where Douyin says that all went well: its status is 200 also where it did not.</summary>
    private static async Task<JsonElement> SendAsync(
        HttpRequestMessage request,
        DouyinShareSettings settings,
        TimeProvider clock,
        string key,
        CancellationToken cancellationToken
    )
    {
        ApiAnswer answer;
        try
        {
            answer = await ApiCall.SendAsync(request, JsonAnswer.MaxBytes, cancellationToken);
        }
        catch (NoAnswerException e)
        {
            throw new AdapterException(e.IsBlocked ? FailureKind.Refused : FailureKind.Transient, e.Message);
        }

        var data = answer.Json.Member("data");
        var code = data.Integer("error_code") ?? answer.Json.Member("extra").Integer("error_code");
        if (answer.Status == 200 && code == 0)
        {
            return data;
        }

        var words = ServerWords.InBrackets(
            data.Text("description") ?? answer.Json.Text("message") ?? "",
            [settings.ClientSecret, .. key.Length > 0 ? (string[])[key] : []]
        );
        var log = answer.Json.Member("extra").Text("logid") is { Length: > 0 and <= 64 } id ? $", logid {id}" : "";
        throw answer.Status switch
        {
            429 => new AdapterException(
                FailureKind.RateLimited,
                $"Douyin asks to wait{words}.",
                Pause.Longest(answer.Response, clock.GetUtcNow())
            ),
            200 when code is not null => new AdapterException(
                FailureKind.Refused,
                $"Douyin does not let the app share: error {code}{log}{words}. Check the client key and secret, and the abilities h5.share and open.get.ticket."
            ),
            >= 300 and < 500 => new AdapterException(FailureKind.Refused, $"Douyin answered {answer.Status}{words}."),
            _ => new AdapterException(FailureKind.Transient, $"Douyin answered {answer.Status}, and nothing that could be read{words}."),
        };
    }

    private static string Text(JsonElement data, string name) =>
        data.Text(name) is { Length: > 0 and <= 1024 } text
            ? text
            : throw new AdapterException(FailureKind.Transient, $"Douyin's answer has no {name}.");
}
