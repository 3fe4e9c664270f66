namespace LiveIp.Emulators.Twitch.Occurrences;

/// <summary>A message that is in the chat.</summary>
/// <param name="Thread">Id of the message that began the thread; its own where it answers none.</param>
internal sealed record Saying(string Id, Person Author, string Text, DateTimeOffset At, string Thread, bool IsModerator);

/// <summary>The newest messages of the chat: what can be answered and taken out.</summary>
internal sealed class Sayings
{
    private const int Most = 20_000;

    private readonly Dictionary<string, Saying> _byId = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    public void Add(Saying saying)
    {
        if (_byId.TryAdd(saying.Id, saying))
        {
            _order.Enqueue(saying.Id);
        }

        if (_order.Count > Most)
        {
            _byId.Remove(_order.Dequeue());
        }
    }

    public Saying? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Somebody who wrote; null when nobody with this id did.</summary>
    public Person? FindAuthor(string userId) => _byId.Values.FirstOrDefault(s => s.Author.Id == userId)?.Author;

    public void Remove(string id) => _byId.Remove(id);
}
