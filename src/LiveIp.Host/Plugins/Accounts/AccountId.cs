namespace LiveIp.Host.Plugins.Accounts;

/// <summary>
/// An account of a distributor: "discord" is the one that every distributor has, "discord/fans" one of a name. Ids of distributors hold
/// no '/' and no '.', so both forms can be told apart, and from a setting's key.
/// </summary>
internal readonly record struct AccountId
{
    private const int LongestName = 32;

    private AccountId(string distributor, string name) => (Distributor, Name) = (distributor, name);

    public string Distributor { get; }

    /// <summary>"" for the account that every distributor has.</summary>
    public string Name { get; }

    /// <summary>Any id that was accepted once, also of a distributor that is not there any more.</summary>
    public static AccountId Of(string id)
    {
        var slash = id.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? new(id, "") : new(id[..slash], id[(slash + 1)..]);
    }

    /// <summary>Whether it can be the name of a further account: 1 to 32 of a-z, 0-9 and '-', with none at the ends.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName
        && name.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && name[0] != '-'
        && name[^1] != '-';

    public override string ToString() => Name.Length == 0 ? Distributor : $"{Distributor}/{Name}";
}
