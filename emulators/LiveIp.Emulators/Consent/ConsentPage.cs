using System.Net;

namespace LiveIp.Emulators.Consent;

/// <summary>A platform's page with a yes and a no, for a person who tries it with a browser.</summary>
internal static class ConsentPage
{
    /// <param name="question">As text.</param>
    /// <param name="action">Where the form goes.</param>
    /// <param name="fields">What it carries besides <c>answer</c>.</param>
    public static Task AskAsync(HttpContext context, string question, string action, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var hidden = string.Concat(fields.Select(f => $"""<input type="hidden" name="{Encode(f.Key)}" value="{Encode(f.Value)}">"""));
        return WriteAsync(
            context,
            StatusCodes.Status200OK,
            $"""
            <p>{Encode(question)}</p>
            <form method="post" action="{Encode(action)}">{hidden}
            <button name="answer" value="allow">Allow</button>
            <button name="answer" value="deny">Deny</button>
            </form>
            """
        );
    }

    /// <summary>A page with one sentence.</summary>
    public static Task TellAsync(HttpContext context, int status, string sentence) =>
        WriteAsync(context, status, $"<p>{Encode(sentence)}</p>");

    private static Task WriteAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Emulator</title></head><body>{body}</body></html>",
            context.RequestAborted
        );
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
