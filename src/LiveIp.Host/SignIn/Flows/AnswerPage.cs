using System.Text;

namespace LiveIp.Host.SignIn.Flows;

/// <summary>What the person's browser shows at the end: fixed pages, in which nothing of the request comes back.</summary>
internal static class AnswerPage
{
    public static readonly byte[] Allowed = Page(
        "You can close this window; LiveIp goes on by itself.",
        "您可以关闭此窗口，LiveIp 会自动继续。"
    );

    public static readonly byte[] Refused = Page(
        "The platform did not give its consent. You can close this window; LiveIp says more where you began.",
        "平台未授权。您可以关闭此窗口，请回到开始登录的地方查看原因。"
    );

    public static readonly byte[] Over = Page(
        "This sign-in has had its answer. You can close this window.",
        "此次登录已完成，您可以关闭此窗口。"
    );

    public static readonly byte[] NotForUs = Page("This is no answer to a sign-in of LiveIp.", "这不是 LiveIp 登录的有效回应。");

    public static async Task WriteAsync(HttpContext context, int status, byte[] page)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = page.Length;
        // The address of this page holds the code: it is neither kept nor told to anybody.
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.Connection = "close";
        await response.Body.WriteAsync(page, context.RequestAborted);
        await response.CompleteAsync();
    }

    private static byte[] Page(string english, string chinese) =>
        Encoding.UTF8.GetBytes(
            $"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><title>LiveIp</title></head>
            <body>
            <p>{english}</p>
            <p lang="zh">{chinese}</p>
            </body>
            </html>

            """
        );
}
