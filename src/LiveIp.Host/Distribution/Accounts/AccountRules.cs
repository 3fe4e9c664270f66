using LiveIp.V1;

namespace LiveIp.Host.Distribution.Accounts;

/// <summary>How a person wants an account to be paced.</summary>
internal sealed record AccountRules
{
    public static AccountRules None { get; } = new();

    /// <summary>Between the beginnings of two attempts.</summary>
    public TimeSpan LeastInterval { get; init; }

    /// <summary>Null: none.</summary>
    public QuietHours? Quiet { get; init; }
}
