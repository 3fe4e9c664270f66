using LiveIp.Contracts;
using LiveIp.Plugins.Twitch.Api;
using Microsoft.Extensions.Logging;

namespace LiveIp.Plugins.Twitch;

/// <summary>Validates the token every hour, as Twitch demands of everybody who keeps a user signed in.</summary>
internal sealed class TokenWatch(IdClient identity, IConnection connection)
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Runs until cancelled.</summary>
    /// <exception cref="AdapterException">SignInRequired, or Refused when the sign-in has become another account's.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(Interval, connection.Clock, cancellationToken);
            try
            {
                var token = await identity.ValidateAsync(cancellationToken);
                if (token.UserId != connection.Channel.Id)
                {
                    throw new AdapterException(
                        FailureKind.Refused,
                        $"The sign-in now belongs to the Twitch account \"{token.Login}\", not to this channel."
                    );
                }
            }
            catch (AdapterException e) when (e.Kind is FailureKind.Transient or FailureKind.RateLimited)
            {
                connection.Logger.LogWarning("The sign-in could not be checked: {Reason}", e.Message);
            }
        }
    }
}
