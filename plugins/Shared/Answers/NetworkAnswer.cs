using LiveIp.Contracts;

namespace LiveIp.Plugins.Answers;

/// <summary>A network's answer as a sentence for a person.</summary>
/// <param name="Network">"Discord"</param>
/// <param name="Status">Of HTTP.</param>
/// <param name="Words">The network's own, cleaned; may be empty.</param>
internal readonly record struct NetworkAnswer(string Network, int Status, string Words)
{
    /// <summary>It said no, and will say no again.</summary>
    public DeliveryResult Rejected(string meaning) => new() { Outcome = DeliveryOutcome.Rejected, Detail = Sentence(meaning) };

    /// <summary>It says that it did not act on the request.</summary>
    public DeliveryResult NotNow(TimeSpan? retryAfter) =>
        new()
        {
            Outcome = DeliveryOutcome.NotSent,
            Detail = Sentence("not now"),
            RetryAfter = retryAfter,
        };

    /// <summary>It does not say whether it acted.</summary>
    public DeliveryResult Unconfirmed(string meaning) => new() { Outcome = DeliveryOutcome.Unconfirmed, Detail = Sentence(meaning) };

    private string Sentence(string meaning) =>
        Words.Length > 0 ? $"{Network} answered {Status}: {meaning}. Its words: {Words}" : $"{Network} answered {Status}: {meaning}.";
}
