using System.Collections.Concurrent;

namespace LiveIp.Emulators.Consent;

/// <summary>What the person says when a platform asks whether to allow an application.</summary>
internal enum ConsentAnswer
{
    /// <summary>Nothing by itself: the page asks whoever opens it.</summary>
    Ask,

    Allow,

    Deny,
}

/// <summary>Which of the platform's accounts the person uses.</summary>
internal enum ConsentAccount
{
    Broadcaster,

    /// <summary>Another account, for an application that speaks in the channel's place.</summary>
    Bot,
}

/// <summary>The person's mind, as <c>POST /consent</c> sets it.</summary>
/// <param name="Platform">youtube or twitch.</param>
/// <param name="Answer">From now on.</param>
/// <param name="Account">Who is asked.</param>
/// <param name="Withheld">Scopes that are not granted though the rest is: Google's consent screen has a box for each.</param>
internal sealed record ConsentSetting(
    string Platform,
    ConsentAnswer Answer = ConsentAnswer.Ask,
    ConsentAccount Account = ConsentAccount.Broadcaster,
    IReadOnlyList<string>? Withheld = null
);

/// <summary>Plays the person in front of the platforms' consent pages, so that a test can say yes and no.</summary>
internal sealed class ConsentBoard
{
    private readonly ConcurrentDictionary<string, ConsentSetting> _consents = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _tokenRequests = new(StringComparer.Ordinal);

    public IReadOnlyCollection<ConsentSetting> All => [.. _consents.Values];

    /// <summary>
    /// Every code and token that was given out, so that whoever tests an application can look for them where they must not be.
    /// </summary>
    public ConcurrentQueue<string> Given { get; } = new();

    /// <summary>How often each platform's token endpoint was asked, whatever it answered.</summary>
    public IReadOnlyDictionary<string, int> TokenRequests => _tokenRequests;

    public void CountTokenRequest(string platform) => _tokenRequests.AddOrUpdate(platform, 1, static (_, n) => n + 1);

    public void Set(ConsentSetting consent) => _consents[consent.Platform] = consent;

    public ConsentSetting Of(string platform) => _consents.GetValueOrDefault(platform) ?? new ConsentSetting(platform);
}
