using Google.Protobuf.WellKnownTypes;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Distribution.Accounts;
using LiveIp.Host.Distribution.Changing;
using LiveIp.Host.Distribution.HandingOff;
using LiveIp.Host.Distribution.Media;
using LiveIp.Host.Plugins.Accounts;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Distribution;

/// <summary>A delivery as it is stored.</summary>
internal sealed record DeliveryRow
{
    public required string Id { get; init; }

    public required string PostId { get; init; }

    public required Delivery Message { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset NextAttempt { get; init; }

    public required long Position { get; init; }

    /// <summary>Of the columns in the order in which <see cref="OutboxStore"/> selects them.</summary>
    public static DeliveryRow From(SqliteDataReader r) =>
        new()
        {
            Id = r.GetString(0),
            PostId = r.GetString(1),
            Message = new Delivery
            {
                Name = $"{PostNames.Of(r.GetString(1))}/deliveries/{r.GetString(0)}",
                Post = PostNames.Of(r.GetString(1)),
                Distributor = r.GetString(2),
                Account = AccountId.Of(r.GetString(2)).Name,
                Target = r.GetString(3),
                State = (DeliveryState)r.GetInt32(4),
                IdempotencyKey = r.GetString(5),
                Attempts = r.GetInt32(6),
                RemoteId = r.GetString(7),
                RemoteUri = r.GetString(8),
                Detail = r.GetString(9),
                UpdatedAt = r.Time(11).ToTimestamp(),
                NextAttemptAt = (DeliveryState)r.GetInt32(4) == DeliveryState.Pending ? r.Time(12).ToTimestamp() : null,
                NotBefore = r.IsDBNull(14) ? null : r.Time(14).ToTimestamp(),
                NotAfter = r.IsDBNull(15) ? null : r.Time(15).ToTimestamp(),
                Rendered = r.IsDBNull(16) ? null : RenderedPost.Parser.ParseFrom(r.GetFieldValue<byte[]>(16)),
                Handoff = HandoffRows.Read(r),
                EditedAt = ChangeColumns.EditedAt(r),
                Change = ChangeColumns.Read(r),
                MediaLeftOut = MediaRows.LeftOut(r),
            },
            CreatedAt = r.Time(10),
            NextAttempt = r.Time(12),
            Position = r.GetInt64(13),
        };

    /// <summary>After it nothing is sent any more; a day for deliveries that were made before they had terms.</summary>
    public DateTimeOffset NotAfter => Message.NotAfter?.ToDateTimeOffset() ?? CreatedAt + DeliveryTerms.Usual;
}

/// <summary>What to write down after an attempt.</summary>
internal sealed record Settlement
{
    public required DeliveryState State { get; init; }

    /// <summary>A sentence for a person; no secrets.</summary>
    public string Detail { get; init; } = "";

    public string RemoteId { get; init; } = "";

    public string RemoteUri { get; init; } = "";

    /// <summary>With <see cref="DeliveryState.HandedOff"/>.</summary>
    public Handoff? Handoff { get; init; }

    /// <summary>With <see cref="DeliveryState.Pending"/>; with <see cref="DeliveryState.HandedOff"/> when it expires.</summary>
    public DateTimeOffset? NextAttempt { get; init; }

    /// <summary>What it means for the other deliveries of the account; null for nothing.</summary>
    public AccountHold? Hold { get; init; }

    /// <summary>The attempt failed before it was marked as being sent, and still counts as one.</summary>
    public bool NeverSent { get; init; }
}

/// <summary>"posts/{id}"</summary>
internal static class PostNames
{
    private const string Prefix = "posts/";

    public static string Of(string id) => Prefix + id;

    /// <summary>The id in a resource name, or null when it is none.</summary>
    public static string? IdOf(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && name.Length > Prefix.Length && name.IndexOf('/', Prefix.Length) < 0
            ? name[Prefix.Length..]
            : null;
}

/// <summary>"posts/{post}" and "posts/{post}/deliveries/{id}"</summary>
internal static class DeliveryNames
{
    private const string Infix = "/deliveries/";

    /// <summary>The ids in a name of either form; null for anything else.</summary>
    public static (string Post, string? Delivery)? Split(string name)
    {
        var at = name.IndexOf(Infix, StringComparison.Ordinal);
        var post = PostNames.IdOf(at < 0 ? name : name[..at]);
        var delivery = at < 0 ? null : name[(at + Infix.Length)..];
        return post is null || delivery is "" || delivery?.Contains('/', StringComparison.Ordinal) == true ? null : (post, delivery);
    }
}
