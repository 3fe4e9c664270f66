using Google.Protobuf.WellKnownTypes;
using LiveIp.V1;

namespace LiveIp.Cli.Tests.Support;

internal static class Sample
{
    public const string Channel = "channels/one";
    public static readonly DateTimeOffset Start = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    public static LiveEvent Started(string broadcast) => State(broadcast, BroadcastState.Types.State.Started, Start.AddMinutes(-10));

    public static LiveEvent Ended(string broadcast) => State(broadcast, BroadcastState.Types.State.Ended, Start.AddMinutes(20));

    public static LiveEvent Chat(string id, string text = "hello", string person = "Ann") =>
        new()
        {
            Id = id,
            OccurredAt = Timestamp.FromDateTimeOffset(Start),
            Actor = new()
            {
                Person = new() { Id = "twitch:1", DisplayName = person },
            },
            ChatMessage = new() { Text = text },
        };

    private static LiveEvent State(string broadcast, BroadcastState.Types.State state, DateTimeOffset at) =>
        new()
        {
            Id = $"{broadcast}:{state}",
            Broadcast = broadcast,
            OccurredAt = Timestamp.FromDateTimeOffset(at),
            BroadcastState = new() { State = state },
        };
}
