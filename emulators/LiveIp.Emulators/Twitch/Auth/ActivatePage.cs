using LiveIp.Emulators.Consent;

namespace LiveIp.Emulators.Twitch.Auth;

/// <summary>twitch.tv/activate: where a person enters the code, or follows the address that has it already.</summary>
internal sealed class ActivatePage(DeviceCodes devices)
{
    public const string Path = "/activate";

    private const string Field = "device-code";

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Path, AskAsync);
        endpoints.MapPost(Path, AnswerAsync);
    }

    private Task AskAsync(HttpContext context)
    {
        var code = context.Request.Query[Field].ToString();
        return devices.Find(code) is { } device
            ? ConsentPage.AskAsync(
                context,
                $"LiveIp wants to access your account: {string.Join(' ', device.Scopes)}. Code {code}",
                Path,
                [new(Field, code)]
            )
            : ConsentPage.TellAsync(context, StatusCodes.Status404NotFound, "That code is not valid.");
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        var known = devices.Answer(form[Field].ToString(), form["answer"] == "allow");
        await ConsentPage.TellAsync(
            context,
            known ? StatusCodes.Status200OK : StatusCodes.Status404NotFound,
            known ? "You can close this window." : "That code is not valid."
        );
    }
}
