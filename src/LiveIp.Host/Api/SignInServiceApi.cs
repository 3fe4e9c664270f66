using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.State;
using LiveIp.Host.SignIn.Accounts;
using LiveIp.Host.SignIn.Sessions;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>SignInService: the accounts, and how they come to be signed in.</summary>
internal sealed class SignInServiceApi(
    SignInServiceChecks checks,
    SignInSessions sessions,
    ChannelStore channels,
    AccountDirectory directory,
    AccountRemoval removal,
    IHostApplicationLifetime lifetime
) : SignInService.SignInServiceBase
{
    public override async Task<BeginSignInResponse> BeginSignIn(BeginSignInRequest request, ServerCallContext context)
    {
        var order = await checks.OrderAsync(request);
        try
        {
            var session = sessions.Begin(order, request.RequestId, SignInServiceChecks.Fingerprint(request));
            return new BeginSignInResponse { Session = session.Name, ExpiresAt = session.ExpiresAt.ToTimestamp() };
        }
        catch (RequestIdReusedException e)
        {
            throw ChannelServiceErrors.ReusedRequestId(e);
        }
        catch (TooManySignInsException e)
        {
            throw RpcErrors.ResourceExhausted(ErrorReasons.TooManySignIns, e.Message);
        }
    }

    public override async Task WatchSignIn(
        WatchSignInRequest request,
        IServerStreamWriter<WatchSignInResponse> responseStream,
        ServerCallContext context
    )
    {
        var session = Session(request.Session);
        // A watcher must not hold up the host's end; that of the sign-in is told before it.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        var told = 0;
        while (true)
        {
            var (steps, changed) = session.From(told);
            foreach (var step in steps)
            {
                await responseStream.WriteAsync(step, context.CancellationToken);
            }

            told += steps.Count;
            if (changed is null)
            {
                return;
            }

            await changed.WaitAsync(either.Token);
        }
    }

    public override Task<CancelSignInResponse> CancelSignIn(CancelSignInRequest request, ServerCallContext context)
    {
        Session(request.Session).Cancel();
        return Task.FromResult(new CancelSignInResponse());
    }

    public override Task<ListSignInsResponse> ListSignIns(ListSignInsRequest request, ServerCallContext context)
    {
        if (request.Channel.Length > 0)
        {
            _ = checks.Channel(request.Channel, "channel");
        }

        return Task.FromResult(
            new ListSignInsResponse { Accounts = { directory.List(request.Channel.Length > 0 ? request.Channel : null) } }
        );
    }

    public override async Task<RemoveSignInResponse> RemoveSignIn(RemoveSignInRequest request, ServerCallContext context)
    {
        if (AccountNames.Parse(request.Name) is not var (name, role) || ChannelRecord.IdOf(name) is not { } id)
        {
            throw RpcErrors.InvalidArgument(
                ("name", "must be the name of an account, channels/{id}/accounts/broadcaster or channels/{id}/accounts/bot")
            );
        }

        var channel = channels.Get(id) ?? throw ChannelServiceErrors.NoChannel(name);
        return directory.Find(channel, role) is null
            ? throw RpcErrors.NotFound(ErrorReasons.AccountNotFound, $"Nobody is signed in as '{request.Name}'.")
            : await removal.RemoveAsync(channel, role, context.CancellationToken);
    }

    private SignInSession Session(string name) =>
        !SignInSessions.IsName(name)
            ? throw RpcErrors.InvalidArgument(("session", "must be the name of a session, signInSessions/{id}"))
            : sessions.Find(name)
                ?? throw RpcErrors.NotFound(
                    ErrorReasons.SignInSessionNotFound,
                    "There is no such sign-in under way, or it ended a while ago. Begin again."
                );
}
