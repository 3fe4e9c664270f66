using CsCheck;
using LiveIp.Emulators.Show;

namespace LiveIp.Emulators.Tests.Show;

public sealed class ScriptedShowTests
{
    private static readonly PlatformAbilities All = new(
        typeof(ShowEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(ShowEvent))).ToHashSet(),
        MaxChatCharacters: 40
    );

    [Fact]
    public void The_same_seed_writes_the_same_script()
    {
        var one = Write(seed: 7, seconds: 60);
        var two = Write(seed: 7, seconds: 60);
        var other = Write(seed: 8, seconds: 60);

        Assert.Equal(one.Select(Describe), two.Select(Describe));
        Assert.NotEqual(one.Select(Describe), other.Select(Describe));
    }

    [Fact]
    public void A_minute_has_every_kind_of_occurrence()
    {
        // Rare kinds come by chance; over a few seeds each must come.
        var seen = Enumerable.Range(0, 10).SelectMany(seed => Write(seed, 60)).Select(e => e.GetType()).ToHashSet();

        Assert.Equal(All.Kinds.Select(k => k.Name).Order(), seen.Select(k => k.Name).Order());
    }

    [Fact]
    public void Whatever_the_seed_numbers_are_unique_and_time_runs_forward_and_texts_fit() =>
        Gen.Select(Gen.Int, Gen.Int[5, 90])
            .Sample(
                (seed, seconds) =>
                {
                    var script = Write(seed, seconds);
                    Assert.Equal(script.Count, script.Select(e => e.Number).Distinct().Count());
                    Assert.True(script.Zip(script.Skip(1)).All(p => p.First.At <= p.Second.At));
                    Assert.True(script.OfType<ChatEvent>().All(c => c.Text.Length > 0 && c.Text.EnumerateRunes().Count() <= 40));
                    Assert.IsType<BroadcastStartEvent>(script[0]);
                },
                iter: 200
            );

    [Fact]
    public void What_is_deleted_was_said_before()
    {
        var script = Write(seed: 3, seconds: 120);
        var deletions = script.OfType<MessageDeletedEvent>().ToList();

        Assert.NotEmpty(deletions);
        foreach (var deletion in deletions)
        {
            Assert.Contains(script.TakeWhile(e => e != deletion), e => e is ChatEvent && e.Number == deletion.Target);
        }
    }

    private static IReadOnlyList<ShowEvent> Write(int seed, int seconds) =>
        new ScriptedShow(seed, All, firstNumber: 1).Write(TimeSpan.FromSeconds(seconds));

    private static string Describe(ShowEvent e) =>
        e is PollEvent or MembershipGiftEvent ? $"{e.GetType().Name} {e.Number} {e.At}" : e.ToString();
}
