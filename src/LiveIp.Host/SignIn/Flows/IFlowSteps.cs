using LiveIp.V1;

namespace LiveIp.Host.SignIn.Flows;

/// <summary>Where a flow tells the person what to do.</summary>
internal interface IFlowSteps
{
    void Tell(OpenAddress step);

    void Tell(EnterCode step);

    void Tell(SignInWaiting.Types.Subject waitsFor);

    /// <summary>When the sign-in is given up, whatever the platform allows.</summary>
    DateTimeOffset ExpiresAt { get; }
}
