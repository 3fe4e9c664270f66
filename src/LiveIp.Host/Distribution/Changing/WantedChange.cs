using LiveIp.Contracts;
using LiveIp.Host.Distribution.Accounts;
using LiveIp.Host.Distribution.Redirects;
using LiveIp.V1;

namespace LiveIp.Host.Distribution.Changing;

/// <summary>A change that is to be made now.</summary>
/// <param name="Delivery">Of the post, with the form that stands there.</param>
/// <param name="Version">Tells it from a later wish.</param>
/// <param name="NewForm">Of an edit; null where the distributor makes its own.</param>
/// <param name="GiveUpAt">After it nothing is attempted any more.</param>
internal sealed record WantedChange(DeliveryRow Delivery, long Version, RenderedPost? NewForm, DateTimeOffset GiveUpAt)
{
    public bool IsRemoval => Delivery.Message.Change.Kind == DeliveryChange.Types.Kind.Removal;

    /// <summary>Versions only grow, so no other change of the delivery has this key.</summary>
    public ChangeRequest Request =>
        new() { Key = $"{Delivery.Message.IdempotencyKey}-change-{Version}", RequestedAt = GiveUpAt - ChangeStore.Worth };

    public string Account => Delivery.Message.Distributor;

    public int Attempts => Delivery.Message.Change.Attempts;
}

/// <summary>What became of an attempt at a change.</summary>
/// <param name="Detail">A sentence for a person; no secrets.</param>
/// <param name="Next">With <see cref="DeliveryChange.Types.State.Pending"/>.</param>
internal sealed record ChangeSettlement(DeliveryChange.Types.State State, string Detail, DateTimeOffset? Next = null)
{
    /// <summary>What it means for everything else of the account; null for nothing.</summary>
    public AccountHold? Hold { get; init; }
}

/// <summary>A post's new form for one distributor, or why there is none.</summary>
/// <param name="Rendered">Null where the distributor makes its own.</param>
/// <param name="Fault">Why it cannot be edited there; null where it can be tried.</param>
internal sealed record NewForm(RenderedPost? Rendered, string? Fault = null)
{
    /// <summary>Where its links lead; empty where they are the post's own.</summary>
    public IReadOnlyList<Redirect> Redirects { get; init; } = [];
}
