using LiveIp.Emulators.Truth;
using LiveIp.Emulators.YouTube.Wire;

namespace LiveIp.Emulators.YouTube.Chat;

/// <summary>What REST tells about a gift. The stream's numbers for it are not published.</summary>
internal sealed record GiftFacts(string Name, int Jewels, int Combo, string AltText);

/// <summary>
/// One message in one state, as it stands in the chat's log. A message that is re-sent later (a longer combo, new tallies) is
/// another entry with the same id. Never changed after it was appended: all readers share it.
/// </summary>
/// <param name="Revision">Of the state that this entry shows; the row is delivered with its last state.</param>
internal sealed record ChatEntry(LiveChatMessage Message, TruthRow Row, int Revision = 0, GiftFacts? Gift = null);

/// <summary>A piece of the log.</summary>
/// <param name="Next">Position to read on from.</param>
/// <param name="Grown">Completes when something is appended, or the chat ends, after this reading.</param>
internal sealed record ChatPage(
    IReadOnlyList<ChatEntry> Entries,
    long Next,
    bool More,
    ChatEntry? ActivePoll,
    DateTimeOffset? OfflineAt,
    Task Grown
);
