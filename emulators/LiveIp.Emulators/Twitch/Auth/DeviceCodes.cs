using System.Security.Cryptography;
using LiveIp.Emulators.Consent;

namespace LiveIp.Emulators.Twitch.Auth;

/// <summary>A code that a person enters to allow an application.</summary>
internal sealed record DeviceCode(string Code, string UserCode, IReadOnlyList<string> Scopes, DateTimeOffset ExpiresAt)
{
    /// <summary>Null until the person has answered.</summary>
    public ConsentAnswer? Answer { get; set; }

    /// <summary>Who allowed it; null until it is redeemed.</summary>
    public string? UserId { get; set; }
}

internal enum DeviceState
{
    Pending,
    Allowed,

    /// <summary>Unknown, too old, refused, or used: the platform has one message for all of them.</summary>
    Invalid,
}

/// <summary>The codes that are waiting for their person. The board answers for the person when it is told to.</summary>
internal sealed class DeviceCodes(TwitchEmulatorOptions options, ConsentBoard consents, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly List<DeviceCode> _codes = [];

    public DeviceCode Begin(IReadOnlyList<string> scopes)
    {
        lock (_gate)
        {
            _codes.RemoveAll(c => c.ExpiresAt <= clock.GetUtcNow());
            var device = new DeviceCode(
                Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20)),
                RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ", 8),
                scopes,
                clock.GetUtcNow() + options.DeviceCodeLifetime
            );
            _codes.Add(device);
            return device;
        }
    }

    /// <summary>How it stands with a device code; one that was allowed is used up by asking.</summary>
    public (DeviceState State, DeviceCode? Device) Ask(string code)
    {
        lock (_gate)
        {
            var device = _codes.Find(c => c.Code == code && c.ExpiresAt > clock.GetUtcNow());
            var answer = device?.Answer ?? consents.Of(TwitchStage.Name).Answer;
            if (device is null || answer == ConsentAnswer.Deny)
            {
                return (DeviceState.Invalid, null);
            }

            if (answer == ConsentAnswer.Ask)
            {
                return (DeviceState.Pending, device);
            }

            _codes.Remove(device);
            device.UserId = consents.Of(TwitchStage.Name).Account == ConsentAccount.Bot ? options.BotUserId : options.UserId;
            return (DeviceState.Allowed, device);
        }
    }

    /// <summary>False: there is no such code to enter.</summary>
    public bool Answer(string userCode, bool allow)
    {
        lock (_gate)
        {
            if (_codes.Find(c => c.UserCode == userCode && c.ExpiresAt > clock.GetUtcNow()) is not { } device)
            {
                return false;
            }

            device.Answer = allow ? ConsentAnswer.Allow : ConsentAnswer.Deny;
            return true;
        }
    }

    /// <summary>Null: there is no such code to enter.</summary>
    public DeviceCode? Find(string userCode)
    {
        lock (_gate)
        {
            return _codes.Find(c => c.UserCode == userCode && c.ExpiresAt > clock.GetUtcNow());
        }
    }
}
