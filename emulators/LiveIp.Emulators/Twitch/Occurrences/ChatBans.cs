namespace LiveIp.Emulators.Twitch.Occurrences;

/// <summary>Who may not write, as far as the API said so.</summary>
internal sealed class ChatBans(TimeProvider clock)
{
    private readonly Dictionary<string, DateTimeOffset> _ends = new(StringComparer.Ordinal);

    /// <summary>Null: not banned; the greatest time: for good.</summary>
    public DateTimeOffset? Ends(string userId) => _ends.TryGetValue(userId, out var ends) && ends > clock.GetUtcNow() ? ends : null;

    public void Place(string userId, DateTimeOffset ends) => _ends[userId] = ends;

    public void Lift(string userId) => _ends.Remove(userId);
}
