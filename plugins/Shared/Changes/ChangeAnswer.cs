using LiveIp.Contracts;

namespace LiveIp.Plugins.Changes;

/// <summary>A network's answer to a change as a sentence for a person.</summary>
/// <param name="Network">"Discord"</param>
/// <param name="Status">Of HTTP.</param>
/// <param name="Words">The network's own, cleaned, as " (words)" or nothing.</param>
internal readonly record struct ChangeAnswer(string Network, int Status, string Words)
{
    public static ChangeResult Done { get; } = new() { Outcome = ChangeOutcome.Done };

    /// <summary>There is no such post.</summary>
    public static ChangeResult Gone(bool isRemoval) =>
        isRemoval
            ? new ChangeResult { Outcome = ChangeOutcome.Done, Detail = "It was not there any more." }
            : new ChangeResult { Outcome = ChangeOutcome.Gone, Detail = "The post is not there any more, so there is nothing to edit." };

    public ChangeResult Rejected(string meaning) => ChangeCall.Result(ChangeOutcome.Rejected, Sentence(meaning));

    public ChangeResult NotNow(TimeSpan? retryAfter) =>
        ChangeCall.Result(ChangeOutcome.NotDone, Sentence("not now")) with
        {
            RetryAfter = retryAfter,
        };

    public ChangeResult Unconfirmed() => ChangeCall.Result(ChangeOutcome.Unconfirmed, Sentence("it may or may not have done it"));

    /// <summary>What means the same wherever it is answered.</summary>
    public ChangeResult Other(TimeSpan? retryAfter) =>
        Status switch
        {
            >= 300 and < 400 => Rejected("a redirect, which is not followed"),
            408 or 429 => NotNow(retryAfter),
            >= 400 and < 500 => Rejected("it does not take the change"),
            _ => Unconfirmed(),
        };

    private string Sentence(string meaning) => $"{Network} answered {Status}: {meaning}{Words}.";
}
