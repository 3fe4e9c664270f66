using LiveIp.Contracts;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Channels.Tokens;
using LiveIp.Host.SignIn.Accounts;
using LiveIp.Host.SignIn.Flows;
using LiveIp.V1;

namespace LiveIp.Host.SignIn.Sessions;

/// <summary>One sign-in from its first step to its last: tokens from the platform, the check that they work, and keeping them.</summary>
internal sealed class SignInRun(
    ChannelStore channels,
    TokenBook tokens,
    AccountCheck check,
    AccountKeeper keeper,
    AccountDirectory directory,
    OAuthRequests requests,
    TimeProvider clock,
    ILogger<SignInRun> logger
)
{
    /// <summary>Tells every step, the last one too; never throws.</summary>
    public async Task RunAsync(SignInOrder order, SignInSession session, CancellationToken cancellationToken)
    {
        var platform = order.Platform.Descriptor.Id;
        try
        {
            var done = await SignInAsync(order, session, cancellationToken);
            logger.LogInformation("{Channel}: signed in at {Platform}.", done.Account.Channel, platform);
            session.Tell(done);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            session.Tell(Ended(session).Describe());
        }
        catch (Exception e)
        {
            var failed = Describe(e);
            logger.LogWarning("A sign-in at {Platform} failed: {Failure} {Reason}.", platform, failed.Failure, failed.Reason);
            session.Tell(failed);
        }
    }

    private async Task<SignInDone> SignInAsync(SignInOrder order, SignInSession session, CancellationToken cancellationToken)
    {
        // The name that the channel will have if it is new. What lies under it goes when this comes to nothing, or the process ends first.
        var owner = ChannelRecord.NameOf(ShortId.Make());
        channels.Doom(owner);
        var kept = false;
        try
        {
            var granted = await TakeSecretsAsync(order, owner, session, cancellationToken);
            session.Tell(SignInWaiting.Types.Subject.Check);
            var report = await check.AskAsync(order.Platform, owner, order.Channel, granted, cancellationToken);
            if (report.MissingScopes.Count > 0)
            {
                throw Missing(report);
            }

            var (channel, created) = await keeper.KeepAsync(order, owner, report, cancellationToken);
            kept = channel.Name == owner;
            return new SignInDone { Account = directory.Find(channel, order.Role), Created = created };
        }
        finally
        {
            if (!kept)
            {
                await tokens.ForgetAsync(owner);
                channels.Undoom(owner);
            }
        }
    }

    /// <returns>The scopes that were granted, as far as the platform said.</returns>
    private async Task<IReadOnlyList<string>?> TakeSecretsAsync(
        SignInOrder order,
        string owner,
        SignInSession session,
        CancellationToken cancellationToken
    )
    {
        if (await OAuthClients.OfAsync(order.Platform) is not { } client)
        {
            await tokens.Keeper(owner).ReplaceAsync(order.Secrets, cancellationToken);
            return null;
        }

        var answer = FlowOf(order, client) switch
        {
            SignInFlow.Loopback => await new LoopbackFlow(requests).RunAsync(client, order.LoopbackPort, session, cancellationToken),
            _ => await new DeviceCodeFlow(requests, clock).RunAsync(client, session, cancellationToken),
        };
        if (answer.RefreshToken is null)
        {
            throw new SignInFailedException(
                SignInFailure.AppMisconfigured,
                "no_refresh_token",
                "The platform gave no refresh token, so that the sign-in would end within hours. Check the application's type and rights."
            );
        }

        // Durable before anything uses the access token: a one-time refresh token lives in this answer alone.
        await tokens.Keeper(owner).TakeAsync(answer, CancellationToken.None);
        return answer.Scopes;
    }

    private static SignInFlow FlowOf(SignInOrder order, OAuthClient client) =>
        (order.Flow, client) switch
        {
            (SignInFlow.Unspecified or SignInFlow.Loopback, { AuthorizationUri: not null }) => SignInFlow.Loopback,
            (SignInFlow.Unspecified or SignInFlow.DeviceCode, { DeviceAuthorizationUri: not null }) => SignInFlow.DeviceCode,
            _ => throw new SignInFailedException(
                SignInFailure.AppMisconfigured,
                "flow_not_offered",
                $"{order.Platform.Descriptor.DisplayName} does not offer this way of signing in."
            ),
        };

    private static SignInFailedException Missing(SignInReport report) =>
        new(
            SignInFailure.MissingScope,
            "missing_scope",
            $"{report.AccountName} signed in, and LiveIp was not allowed: {string.Join(", ", report.MissingScopes)}. Sign in again and allow all of it."
        )
        {
            MissingScopes = report.MissingScopes,
        };

    private SignInFailedException Ended(SignInSession session) =>
        session.Cancelled.IsCompleted ? new(SignInFailure.Transient, "cancelled", "The sign-in was cancelled.")
        : clock.GetUtcNow() >= session.ExpiresAt ? new(SignInFailure.Transient, "expired", "Nobody answered in time. Begin again.")
        : new(SignInFailure.Transient, "host_stopping", "The host was stopped. Begin again when it is back.");

    private SignInFailed Describe(Exception failure)
    {
        switch (failure)
        {
            case SignInFailedException e:
                return e.Describe();
            case AdapterException e:
                return new SignInFailed
                {
                    Failure = SignInFailures.OfSigningIn(e),
                    Reason = e.Reason is { Length: <= AdapterException.MaxReasonLength } word ? word : "",
                    Detail = e.Message,
                };
            default:
                logger.LogError("A sign-in failed with {Type} at {Stack}", failure.GetType(), failure.StackTrace);
                return new SignInFailed { Failure = SignInFailure.Transient, Detail = $"The host failed ({failure.GetType().Name})." };
        }
    }
}
