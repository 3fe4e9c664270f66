using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Host.Api;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using static LiveIp.Host.Tests.Api.Hostile.WrongWords;

namespace LiveIp.Host.Tests.Api.Hostile;

/// <summary>Signing in. What is wrong with each, its status, its reason, and the fields at fault.</summary>
public static class WrongSignIns
{
    public static TheoryData<string, IMessage, StatusCode, string, string> All { get; } =
        new()
        {
            { "BeginSignIn", new BeginSignInRequest(), StatusCode.InvalidArgument, BadField, "platform" },
            {
                "BeginSignIn",
                new BeginSignInRequest { Platform = "twitch", Role = AccountRole.Bot },
                StatusCode.InvalidArgument,
                BadField,
                "channel"
            },
            {
                "BeginSignIn",
                new BeginSignInRequest { Platform = "twitch", Role = (AccountRole)77 },
                StatusCode.InvalidArgument,
                BadField,
                "role"
            },
            {
                "BeginSignIn",
                new BeginSignInRequest { Platform = "twitch", Flow = (SignInFlow)77 },
                StatusCode.InvalidArgument,
                BadField,
                "flow"
            },
            {
                "BeginSignIn",
                new BeginSignInRequest { Platform = "twitch", LoopbackPort = 80 },
                StatusCode.InvalidArgument,
                BadField,
                "loopback_port"
            },
            {
                "BeginSignIn",
                new BeginSignInRequest { Platform = "twitch", LoopbackPort = -1 },
                StatusCode.InvalidArgument,
                BadField,
                "loopback_port"
            },
            {
                "BeginSignIn",
                new BeginSignInRequest { Channel = "channels/nope" },
                StatusCode.NotFound,
                "CHANNEL_NOT_FOUND",
                ""
            },
            {
                "BeginSignIn",
                new BeginSignInRequest { Channel = "nope" },
                StatusCode.InvalidArgument,
                BadField,
                "channel"
            },
            {
                "BeginSignIn",
                new BeginSignInRequest { Platform = "nowhere" },
                StatusCode.FailedPrecondition,
                "PLATFORM_NOT_OFFERED",
                ""
            },
            {
                "BeginSignIn",
                new BeginSignInRequest { Platform = "twitch" },
                StatusCode.FailedPrecondition,
                "APP_MISCONFIGURED",
                ""
            },
            {
                "WatchSignIn",
                new WatchSignInRequest { Session = "nope" },
                StatusCode.InvalidArgument,
                BadField,
                "session"
            },
            {
                "WatchSignIn",
                new WatchSignInRequest { Session = "signInSessions/nope" },
                StatusCode.NotFound,
                "SIGN_IN_SESSION_NOT_FOUND",
                ""
            },
            {
                "CancelSignIn",
                new CancelSignInRequest { Session = "signInSessions/" },
                StatusCode.InvalidArgument,
                BadField,
                "session"
            },
            {
                "ListSignIns",
                new ListSignInsRequest { Channel = "nope" },
                StatusCode.InvalidArgument,
                BadField,
                "channel"
            },
            {
                "RemoveSignIn",
                new RemoveSignInRequest { Name = "channels/x/accounts/owner" },
                StatusCode.InvalidArgument,
                BadField,
                "name"
            },
            {
                "RemoveSignIn",
                new RemoveSignInRequest { Name = "channels/x/accounts/bot" },
                StatusCode.NotFound,
                "CHANNEL_NOT_FOUND",
                ""
            },
        };
}
