using LiveIp.Contracts;
using LiveIp.Plugins.Api;
using LiveIp.Plugins.Bluesky.Api;

namespace LiveIp.Plugins.Bluesky.Media;

/// <summary>What an answer that is no yes says about an upload.</summary>
internal static class UploadAnswers
{
    public static AdapterException Failed(this ApiAnswer answer, string who, DateTimeOffset now, params ReadOnlySpan<string> secrets)
    {
        var words = answer.Words(secrets);
        return answer.Status switch
        {
            429 => new AdapterException(FailureKind.RateLimited, $"{who} takes no more files for now.", answer.PauseAsked(now)),
            413 => new AdapterException(FailureKind.Refused, $"A file is larger than {who} takes{words}."),
            _ when answer.IsTokenRefused() => new AdapterException(FailureKind.Transient, $"{who} does not accept the session{words}."),
            >= 300 and < 500 => new AdapterException(FailureKind.Refused, $"{who} does not take a file: {answer.Status}{words}."),
            _ => new AdapterException(FailureKind.Transient, $"{who} answered {answer.Status} to a file."),
        };
    }
}
