using LiveIp.V1;

namespace LiveIp.Host.SignIn.Accounts;

/// <summary>"channels/{id}/accounts/broadcaster", "channels/{id}/accounts/bot"</summary>
internal static class AccountNames
{
    private const string Infix = "/accounts/";
    private const string Broadcaster = "broadcaster";
    private const string Bot = "bot";

    public static string Of(string channel, AccountRole role) => channel + Infix + (role == AccountRole.Bot ? Bot : Broadcaster);

    /// <summary>Null when the name is none.</summary>
    public static (string Channel, AccountRole Role)? Parse(string name)
    {
        var at = name.IndexOf(Infix, StringComparison.Ordinal);
        return at < 0
            ? null
            : name[(at + Infix.Length)..] switch
            {
                Broadcaster => (name[..at], AccountRole.Broadcaster),
                Bot => (name[..at], AccountRole.Bot),
                _ => null,
            };
    }
}
