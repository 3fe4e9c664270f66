using LiveIp.Contracts;

namespace LiveIp.Host.Channels;

/// <summary>A channel as it is stored.</summary>
internal sealed record ChannelRecord
{
    private const string Prefix = "channels/";

    public required string Id { get; init; }

    public required string Platform { get; init; }

    public required ChannelIdentity Identity { get; init; }

    public required bool Enabled { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>"channels/{id}"; also the owner of its secrets.</summary>
    public string Name => NameOf(Id);

    public static string NameOf(string id) => Prefix + id;

    /// <summary>The id in a resource name, or null when it is none.</summary>
    public static string? IdOf(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && name.Length > Prefix.Length && name.IndexOf('/', Prefix.Length) < 0
            ? name[Prefix.Length..]
            : null;
}
