namespace LiveIp.Contracts;

/// <summary>
/// An adapter that can tell whether what was signed in with works, and whose it is. The host asks it at the end of every sign-in,
/// before anything is kept, and before a show.
/// </summary>
public interface ISignInCheck
{
    /// <summary>
    /// Whether the check takes the connection's own place on the platform (Bilibili's session: a room has one at a time). The host then
    /// ends the channel's connection first and starts it anew afterwards.
    /// </summary>
    bool TakesConnection => false;

    /// <summary>Asks the platform. What the check opens there, it ends again.</summary>
    /// <param name="granted">
    /// The scopes that the token endpoint said were granted; null when it said nothing, or when there is no token endpoint.
    /// </param>
    /// <exception cref="AdapterException">
    /// It does not work; <see cref="AdapterException.SignIn"/> says how. The message is for the person.
    /// </exception>
    Task<SignInReport> CheckSignInAsync(IReadOnlyList<string>? granted, IPlatformContext context, CancellationToken cancellationToken);
}

/// <summary>Whose sign-in it is and what it may do.</summary>
public sealed record SignInReport
{
    /// <summary>The platform's id of the account.</summary>
    public required string AccountId { get; init; }

    /// <summary>What people call it.</summary>
    public required string AccountName { get; init; }

    /// <summary>The channel that the account owns, which is the one to follow when a person has named none.</summary>
    public required ChannelIdentity Channel { get; init; }

    /// <summary>What was granted. Empty where the platform has no scopes.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>What the adapter needs and was not granted; the host then asks the person again, naming them.</summary>
    public IReadOnlyList<string> MissingScopes { get; init; } = [];
}
