using System.Globalization;
using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Plugins.Bilibili.Api;

/// <summary>The platform's result codes, and what to do about each.</summary>
internal static class ResultCode
{
    public const int Ok = 0;
    public const int NotInSession = 7000;
    public const int CoolingDown = 7001;
    public const int AlreadyInSession = 7002;
    public const int SessionExpired = 7003;

    /// <summary>The socket's own: the authentication's key is not, or no longer, good.</summary>
    public const int SocketKeyRefused = -101;

    /// <summary>The session that the call named is over.</summary>
    public static bool IsGone(int code) => code is NotInSession or SessionExpired;

    /// <summary>The same call may succeed later without anybody doing anything.</summary>
    public static bool IsPassing(int code) => code is 4003 or 4004 or 4009 or 5000 or 5001 or 5002;

    /// <summary>The failure that <paramref name="code"/> stands for.</summary>
    /// <param name="call">"start", for the message.</param>
    /// <param name="requestId">Told to the person, because Bilibili's support asks for it.</param>
    public static AdapterException ToFailure(int code, string call, string? requestId)
    {
        var (kind, meaning, pause) = Explain(code);
        var request = string.IsNullOrEmpty(requestId) ? "" : $", request {requestId}";
        return new AdapterException(kind, $"Bilibili answered {code} to {call}: {meaning} (code {code}{request})", pause)
        {
            Reason = code.ToString(CultureInfo.InvariantCulture),
            SignIn = SignInOf(code),
        };
    }

    // Who must do something: the streamer gives the code, the developer's page all else.
    private static SignInFailure SignInOf(int code) =>
        code switch
        {
            7007 => SignInFailure.Revoked,
            4001 or 4002 or 4007 or 4008 or 5003 or 5004 or 5005 or 5011 or 7009 or 8002 => SignInFailure.AppMisconfigured,
            _ => SignInFailure.Unspecified,
        };

    private static (FailureKind Kind, string Meaning, TimeSpan? Pause) Explain(int code) =>
        code switch
        {
            CoolingDown => Later(10, "the room's last session ended a moment ago and is cooling down."),
            AlreadyInSession => Later(
                30,
                "the room already has a session of this application that we do not know; it ends by itself a minute after its last "
                    + "heartbeat. If another program runs with the same project, stop it there."
            ),
            4009 => Later(30, "too many calls for this application."),
            7010 => Later(60, "this application has more than 10 connections to the room."),

            4003 => Passing("the request counts as expired. Check this computer's clock; it must be right to within minutes."),
            4004 => Passing("the request counts as a repeat."),
            5000 or 5001 or 5002 => Passing("the platform is in trouble."),
            NotInSession or SessionExpired => Passing("the session is over."),

            7007 => (FailureKind.SignInRequired, "the identity code (身份码) is wrong. Enter the streamer's current one.", null),

            4000 => Refused("the parameters are wrong. Check the identity code and the application id."),
            4001 => Refused("there is no such application. Check the application id."),
            4002 => Refused("the signature is wrong. Check the access key id and secret."),
            4007 => Refused("this computer's address is not on the application's list of allowed addresses."),
            4008 or 5011 or 7009 => Refused("the application has no right to this."),
            5003 => Refused("the application's configuration on the platform is not complete."),
            5004 => Refused("the application is not published, so it works in the developer's own room only."),
            5005 => Refused("the room is on the application's list of excluded rooms."),
            >= 6000 and <= 6015 => Refused("the platform wants a captcha solved."),
            7008 => Refused("the application is already open in this room."),
            8002 => Refused("the access key has no right to this project."),

            4005 or 4006 or 4010 or 4011 or 4012 or 4013 => (
                FailureKind.ProtocolChanged,
                "the platform no longer takes requests as documented; a newer plugin may be needed.",
                null
            ),
            _ => (FailureKind.Transient, "its document does not name this code.", null),
        };

    private static (FailureKind, string, TimeSpan?) Later(int seconds, string meaning) =>
        (FailureKind.RateLimited, meaning, TimeSpan.FromSeconds(seconds));

    private static (FailureKind, string, TimeSpan?) Passing(string meaning) => (FailureKind.Transient, meaning, null);

    private static (FailureKind, string, TimeSpan?) Refused(string meaning) => (FailureKind.Refused, meaning, null);
}
