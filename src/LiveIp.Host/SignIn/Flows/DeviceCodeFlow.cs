using Google.Protobuf.WellKnownTypes;
using LiveIp.Contracts;
using LiveIp.Host.Channels.Tokens;
using LiveIp.V1;

namespace LiveIp.Host.SignIn.Flows;

/// <summary>The device flow (RFC 8628): the person enters a code on any device, and this program asks until that is done.</summary>
internal sealed class DeviceCodeFlow(OAuthRequests requests, TimeProvider clock)
{
    /// <summary>Section 3.5: what slow_down adds to the interval.</summary>
    private static readonly TimeSpan SlowerBy = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(60);

    /// <param name="client">Its <see cref="OAuthClient.DeviceAuthorizationUri"/> is set.</param>
    /// <param name="steps">For the person.</param>
    /// <exception cref="SignInFailedException"/>
    /// <exception cref="AdapterException">The platform's answer.</exception>
    public async Task<TokenAnswer> RunAsync(OAuthClient client, IFlowSteps steps, CancellationToken cancellationToken)
    {
        var device = await requests.StartDeviceAsync(client, cancellationToken);
        var ends = clock.GetUtcNow() + device.ExpiresIn;
        ends = ends < steps.ExpiresAt ? ends : steps.ExpiresAt;
        steps.Tell(
            new EnterCode
            {
                Address = device.Address.AbsoluteUri,
                Code = device.UserCode,
                ExpiresAt = ends.ToTimestamp(),
            }
        );
        steps.Tell(SignInWaiting.Types.Subject.Person);
        var interval = device.Interval;
        while (true)
        {
            await Task.Delay(interval, clock, cancellationToken);
            if (clock.GetUtcNow() >= ends)
            {
                throw Expired();
            }

            var answer = await requests.PollDeviceAsync(client, device.Secret, cancellationToken);
            switch (answer.State)
            {
                case DevicePollState.Granted:
                    return answer.Tokens!;
                case DevicePollState.Pending:
                    break;
                case DevicePollState.SlowDown:
                    interval = Capped(interval + SlowerBy);
                    break;
                case DevicePollState.Unanswered:
                    // Section 3.5: after a timeout, ask less often.
                    interval = Capped(interval * 2);
                    break;
                case DevicePollState.Expired:
                    throw Expired();
                default:
                    throw new SignInFailedException(
                        SignInFailure.MissingScope,
                        "access_denied",
                        "The platform was told not to allow it. Sign in again and allow LiveIp, if that was not meant."
                    );
            }
        }
    }

    private static TimeSpan Capped(TimeSpan interval) => interval < Slowest ? interval : Slowest;

    private static SignInFailedException Expired() =>
        new(SignInFailure.Transient, "expired", "The code was not entered in time, or is used up. Begin again for a new one.");
}
