using LiveIp.Emulators.Consent;
using LiveIp.Emulators.YouTube.Access;
using Microsoft.AspNetCore.WebUtilities;

namespace LiveIp.Emulators.YouTube.Rest;

/// <summary>
/// Google's authorization endpoint for installed applications: what is wrong with the application's request is told to the person, never to the
/// redirect address; what the person says goes there.
/// </summary>
internal sealed class AuthorizationEndpoint(YouTubeStage stage)
{
    public const string ConsentPath = "/o/oauth2/v2/consent";

    private const string Prefix = "https://www.googleapis.com/auth/";

    /// <summary>The scopes of the Data API's and the Analytics API's discovery documents.</summary>
    private static readonly HashSet<string> Known =
    [
        .. new[]
        {
            "youtube",
            "youtube.channel-memberships.creator",
            "youtube.force-ssl",
            "youtube.readonly",
            "youtube.upload",
            "youtubepartner",
            "youtubepartner-channel-audit",
            "yt-analytics-monetary.readonly",
            "yt-analytics.readonly",
        }.Select(static s => Prefix + s),
    ];

    /// <summary>GET: checks the request, and asks the person or lets the board answer.</summary>
    public Task AskAsync(HttpContext context)
    {
        var request = context.Request.Query.ToDictionary(static q => q.Key, static q => q.Value.ToString(), StringComparer.Ordinal);
        if (Problem(request) is { } problem)
        {
            return ConsentPage.TellAsync(context, problem.Status, problem.Text);
        }

        var consent = stage.Consents.Of(YouTubeStage.Name);
        return consent.Answer == ConsentAnswer.Ask
            ? ConsentPage.AskAsync(context, $"LiveIp wants access to your Google Account: {request["scope"]}", ConsentPath, request)
            : Answer(context, request, consent.Answer == ConsentAnswer.Allow, consent);
    }

    /// <summary>POST: the person's answer to the page.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        var request = form.ToDictionary(static f => f.Key, static f => f.Value.ToString(), StringComparer.Ordinal);
        if (Problem(request) is { } problem)
        {
            await ConsentPage.TellAsync(context, problem.Status, problem.Text);
            return;
        }

        await Answer(context, request, request.GetValueOrDefault("answer") == "allow", stage.Consents.Of(YouTubeStage.Name));
    }

    private Task Answer(HttpContext context, Dictionary<string, string> request, bool allowed, ConsentSetting consent)
    {
        var answer = new Dictionary<string, string?> { ["state"] = request.GetValueOrDefault("state") };
        if (allowed)
        {
            var scopes = Scopes(request).Except(consent.Withheld ?? [], StringComparer.Ordinal).ToList();
            var offline = request.GetValueOrDefault("access_type") == "offline";
            answer["code"] = stage.Grants.Allow(
                new Grant(consent.Account, scopes),
                request["redirect_uri"],
                request["code_challenge"],
                offline
            );
            answer["scope"] = string.Join(' ', scopes);
            stage.Consents.Given.Enqueue(answer["code"]!);
        }
        else
        {
            answer["error"] = "access_denied";
        }

        context.Response.Redirect(QueryHelpers.AddQueryString(request["redirect_uri"], answer));
        return Task.CompletedTask;
    }

    private (int Status, string Text)? Problem(Dictionary<string, string> request)
    {
        string Of(string name) => request.GetValueOrDefault(name, "");
        if (Of("client_id") != stage.Options.ClientId)
        {
            return (401, "Error 401: invalid_client. The OAuth client was not found.");
        }

        if (!IsLoopback(Of("redirect_uri")))
        {
            return (400, "Error 400: redirect_uri_mismatch");
        }

        if (Of("response_type") != "code")
        {
            return (400, "Error 400: unsupported_response_type");
        }

        var scopes = Scopes(request);
        if (scopes.Length == 0)
        {
            return (400, "Error 400: invalid_request. Missing required parameter: scope");
        }

        if (scopes.FirstOrDefault(static s => !Known.Contains(s)) is { } unknown)
        {
            return (400, $"Error 400: invalid_scope. Some requested scopes were invalid: {unknown}");
        }

        // RFC 7636, section 4.2: the challenge of S256 is always 43 letters. "plain" is weaker and asked for by nobody.
        return Of("code_challenge_method") != "S256" || Of("code_challenge").Length != 43
            ? (400, "Error 400: invalid_request. code_challenge and code_challenge_method=S256 are needed.")
            : null;
    }

    private static string[] Scopes(Dictionary<string, string> request) =>
        request.GetValueOrDefault("scope", "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Desktop clients may name any port and path of the loopback (RFC 8252, section 7.3).</summary>
    private static bool IsLoopback(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.Scheme == Uri.UriSchemeHttp
        && uri.Host is "127.0.0.1" or "[::1]" or "localhost"
        && uri.Fragment.Length == 0;
}
