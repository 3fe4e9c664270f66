using LiveIp.V1;

namespace LiveIp.Host.Channels.Tokens;

/// <summary>Under which name the vault keeps the tokens of an account of a channel.</summary>
internal static class AccountOwner
{
    private static readonly AccountRole[] Roles = [AccountRole.Broadcaster, AccountRole.Bot];

    /// <param name="channel">"channels/{id}", which is the broadcaster's own name: it was there before there were roles.</param>
    /// <param name="role">Unspecified means the broadcaster.</param>
    public static string Of(string channel, AccountRole role) => role == AccountRole.Bot ? channel + "/bot" : channel;

    /// <summary>The names of all accounts that the channel can have.</summary>
    public static IEnumerable<string> All(string channel) => Roles.Select(r => Of(channel, r));
}
