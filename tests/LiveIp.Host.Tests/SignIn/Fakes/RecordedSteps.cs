using System.Threading.Channels;
using LiveIp.Host.SignIn.Flows;
using LiveIp.V1;

namespace LiveIp.Host.Tests.SignIn.Fakes;

/// <summary>What a flow tells the person, for a test to act on.</summary>
internal sealed class RecordedSteps(DateTimeOffset expiresAt) : IFlowSteps
{
    private readonly Channel<object> _steps = System.Threading.Channels.Channel.CreateUnbounded<object>();

    public DateTimeOffset ExpiresAt => expiresAt;

    public void Tell(OpenAddress step) => _steps.Writer.TryWrite(step);

    public void Tell(EnterCode step) => _steps.Writer.TryWrite(step);

    public void Tell(SignInWaiting.Types.Subject waitsFor) => _steps.Writer.TryWrite(waitsFor);

    /// <summary>The next step of this type; those before it are passed over.</summary>
    public async Task<T> NextAsync<T>()
    {
        while (true)
        {
            if (await _steps.Reader.ReadAsync(Support.Deadline.Token()) is T step)
            {
                return step;
            }
        }
    }
}
