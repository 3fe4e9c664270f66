using Google.Protobuf.WellKnownTypes;
using LiveIp.V1;

namespace LiveIp.Cli.Tests.Support;

internal static class Sample
{
    public const string Channel = "channels/one";
    public static readonly DateTimeOffset Start = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

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
}
