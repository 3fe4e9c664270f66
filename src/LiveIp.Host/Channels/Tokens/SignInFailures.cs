using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Host.Channels.Tokens;

/// <summary>Whose fault it is that a sign-in does not work, as far as a failure says.</summary>
internal static class SignInFailures
{
    /// <summary>Of any failure: unspecified where the sign-in is not to blame.</summary>
    public static SignInFailure Of(AdapterException failure) =>
        failure.SignIn != SignInFailure.Unspecified ? failure.SignIn
        : failure.Kind == FailureKind.SignInRequired ? SignInFailure.Revoked
        : SignInFailure.Unspecified;

    /// <summary>Of a failure to sign in or to check a sign-in, which always has a class.</summary>
    public static SignInFailure OfSigningIn(AdapterException failure) =>
        (Of(failure), failure.Kind) switch
        {
            (SignInFailure.Unspecified, FailureKind.Refused or FailureKind.ProtocolChanged) => SignInFailure.AppMisconfigured,
            // The account has no channel, or is another's: signing in with the right one helps.
            (SignInFailure.Unspecified, FailureKind.NotFound) => SignInFailure.MissingScope,
            (SignInFailure.Unspecified, _) => SignInFailure.Transient,
            (var said, _) => said,
        };

    /// <summary>"REVOKED", as the schema has it behind its prefix.</summary>
    public static string Name(SignInFailure failure) =>
        failure switch
        {
            SignInFailure.Transient => "TRANSIENT",
            SignInFailure.Revoked => "REVOKED",
            SignInFailure.MissingScope => "MISSING_SCOPE",
            SignInFailure.AppMisconfigured => "APP_MISCONFIGURED",
            _ => "",
        };
}
