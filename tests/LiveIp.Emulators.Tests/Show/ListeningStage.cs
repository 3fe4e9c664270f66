using System.Collections.Concurrent;
using LiveIp.Emulators.Memory;
using LiveIp.Emulators.Show;

namespace LiveIp.Emulators.Tests.Show;

/// <summary>A platform that only keeps what is performed, and when by its clock.</summary>
internal sealed class ListeningStage(string platform, EmulatorClock clock) : IPlatformStage
{
    private readonly ConcurrentQueue<(ShowEvent Event, DateTimeOffset At)> _performed = new();

    public string Platform => platform;

    public PlatformAbilities Abilities { get; } =
        new(
            new HashSet<Type>
            {
                typeof(BroadcastStartEvent),
                typeof(BroadcastEndEvent),
                typeof(ChatEvent),
                typeof(FollowEvent),
                typeof(PollEvent),
                typeof(AudienceEvent),
            },
            MaxChatCharacters: 40
        );

    public IReadOnlyList<(ShowEvent Event, DateTimeOffset At)> Performed => [.. _performed];

    public void Perform(ShowEvent occurrence) => _performed.Enqueue((occurrence, clock.GetUtcNow()));
}
