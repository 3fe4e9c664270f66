using Google.Protobuf;
using LiveIp.Contracts;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Plugins;
using LiveIp.Host.SignIn.Accounts;
using LiveIp.Host.SignIn.Sessions;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>What a sign-in may be asked for, checked before anything happens.</summary>
internal sealed class SignInServiceChecks(ChannelStore channels, IExtensionRegistry registry)
{
    private const int LongestSecret = 16 * 1024;
    private const int LowestPort = 1024;
    private const int HighestPort = 65535;

    /// <exception cref="Grpc.Core.RpcException">What is wrong, by field.</exception>
    public async Task<SignInOrder> OrderAsync(BeginSignInRequest request)
    {
        var checks = new FieldChecks();
        checks.Require(request.Platform.Length > 0 || request.Channel.Length > 0, "platform", "name a platform, for instance \"twitch\"");
        checks.Require(System.Enum.IsDefined(request.Role), "role", "must be ACCOUNT_ROLE_BROADCASTER or ACCOUNT_ROLE_BOT");
        checks.Require(System.Enum.IsDefined(request.Flow), "flow", "must be SIGN_IN_FLOW_LOOPBACK or SIGN_IN_FLOW_DEVICE_CODE");
        checks.Require(
            request.LoopbackPort is 0 or (>= LowestPort and <= HighestPort),
            "loopback_port",
            $"must be 0, or from {LowestPort} to {HighestPort}"
        );
        checks.Require(request.RequestId.Length <= 128, "request_id", "at most 128 characters");
        checks.Require(
            request.Role != AccountRole.Bot || request.Channel.Length > 0,
            "channel",
            "name the channel that the bot speaks in: channels/{id}"
        );
        checks.ThrowIfAny();

        var channel = request.Channel.Length > 0 ? Channel(request.Channel, "channel") : null;
        var id = channel?.Platform ?? request.Platform;
        checks.Require(
            channel is null || request.Platform.Length == 0 || request.Platform == channel.Platform,
            "platform",
            $"{request.Channel} is on {id}; leave the platform empty"
        );
        checks.ThrowIfAny();
        var platform =
            registry.FindPlatform(id)
            ?? throw RpcErrors.FailedPrecondition(ErrorReasons.PlatformNotOffered, $"No plugin offers platform '{id}'.");
        if (!platform.Capabilities.Contains(Capability.NameOf<ISignInCheck>()))
        {
            throw ChannelServiceErrors.From(
                new CapabilityMissingException(
                    channel?.Name ?? platform.Descriptor.Id,
                    platform.Descriptor.DisplayName,
                    Capability.NameOf<ISignInCheck>()
                )
            );
        }

        CheckSecrets(request, platform, await ClientAsync(platform), checks);
        checks.ThrowIfAny();
        return new SignInOrder
        {
            Platform = platform,
            Channel = channel,
            Role = request.Role == AccountRole.Bot ? AccountRole.Bot : AccountRole.Broadcaster,
            Flow = request.Flow,
            Secrets = request.Secrets,
            LoopbackPort = request.LoopbackPort,
        };
    }

    /// <summary>The channel of this name.</summary>
    public ChannelRecord Channel(string name, string field) =>
        ChannelRecord.IdOf(name) is not { } id
            ? throw RpcErrors.InvalidArgument((field, "must be the name of a channel, channels/{id}"))
            : channels.Get(id) ?? throw ChannelServiceErrors.NoChannel(name);

    /// <summary>Of what is asked for. Secrets stay out of it; only which there are counts.</summary>
    public static string Fingerprint(BeginSignInRequest request)
    {
        var plain = request.Clone();
        plain.RequestId = "";
        plain.Secrets.Clear();
        return RequestLedger.Fingerprint(plain.ToByteArray());
    }

    private static void CheckSecrets(BeginSignInRequest request, PlatformExtension platform, OAuthClient? client, FieldChecks checks)
    {
        var name = platform.Descriptor.DisplayName;
        if (client is not null)
        {
            checks.Require(request.Secrets.Count == 0, "secrets", $"{name} gives its own; leave this empty");
            checks.Require(
                request.Flow != SignInFlow.Loopback || client.AuthorizationUri is not null,
                "flow",
                $"{name} offers no sign-in by loopback"
            );
            checks.Require(
                request.Flow != SignInFlow.DeviceCode || client.DeviceAuthorizationUri is not null,
                "flow",
                $"{name} offers no sign-in by code"
            );
            checks.Require(
                client.AuthorizationUri is not null || client.DeviceAuthorizationUri is not null,
                "platform",
                $"the plugin of {name} does not say where to sign in; add the channel with its secrets instead"
            );
            return;
        }

        checks.Require(request.Flow == SignInFlow.Unspecified, "flow", $"{name} has no sign-in of its own; give its secrets");
        checks.Require(request.Role != AccountRole.Bot, "role", $"{name} has no accounts besides the broadcaster's");
        var known = platform.Descriptor.ChannelSecrets;
        foreach (var (id, value) in request.Secrets)
        {
            checks.Require(known.Any(s => s.Id == id), $"secrets.{id}", $"{name} has no such secret");
            checks.Require(value.Length <= LongestSecret, $"secrets.{id}", $"at most {LongestSecret} characters");
        }

        foreach (var needed in known.Where(static s => s.Required))
        {
            var given = request.Secrets.TryGetValue(needed.Id, out var value) && value.Length > 0;
            checks.Require(given, $"secrets.{needed.Id}", $"{needed.Label} is needed to sign in at {name}");
        }
    }

    private static async Task<OAuthClient?> ClientAsync(PlatformExtension platform)
    {
        try
        {
            return await OAuthClients.OfAsync(platform);
        }
        catch (AdapterException e) when (e.Kind == FailureKind.Refused)
        {
            // The client id is not set, for instance; the message names the setting.
            throw RpcErrors.FailedPrecondition(ErrorReasons.AppMisconfigured, e.Message);
        }
        catch (AdapterException e)
        {
            throw ChannelServiceErrors.From(e);
        }
    }
}
