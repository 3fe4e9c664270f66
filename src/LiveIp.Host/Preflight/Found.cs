using LiveIp.V1;

namespace LiveIp.Host.Preflight;

/// <summary>Short forms for findings.</summary>
internal static class Found
{
    public static PreflightFinding Ok(PreflightFinding.Types.Check check, string detail) =>
        new()
        {
            Check = check,
            Outcome = PreflightFinding.Types.Outcome.Ok,
            Detail = detail,
        };

    public static PreflightFinding Warning(PreflightFinding.Types.Check check, string detail) =>
        new()
        {
            Check = check,
            Outcome = PreflightFinding.Types.Outcome.Warning,
            Detail = detail,
        };

    /// <summary>The platform offers no way to find out.</summary>
    public static PreflightFinding NotKnown(PreflightFinding.Types.Check check, string detail) =>
        new()
        {
            Check = check,
            Outcome = PreflightFinding.Types.Outcome.NotKnown,
            Detail = detail,
        };

    public static PreflightFinding Failed(
        PreflightFinding.Types.Check check,
        string detail,
        SignInFailure failure = SignInFailure.Unspecified
    ) =>
        new()
        {
            Check = check,
            Outcome = PreflightFinding.Types.Outcome.Failed,
            Detail = detail,
            Failure = failure,
        };
}
