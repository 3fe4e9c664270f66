using CsCheck;
using LiveIp.Emulators.Show;

namespace LiveIp.Emulators.Tests.Show;

public sealed class ScriptedShowTests
{
    private static readonly PlatformAbilities All = new(
        // No script votes in a poll that the creator may start over the API.
        typeof(ShowEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(ShowEvent)) && t != typeof(VoteEvent)).ToHashSet(),
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

    [Fact]
    public void An_intensity_moves_its_own_level_and_no_other()
    {
        var usual = Counts(new Intensity());

        var talkative = Counts(new Intensity(Chat: 2));
        Assert.InRange(talkative.Chat / usual.Chat, 1.8, 2.2);
        Assert.InRange(talkative.Gifts / usual.Gifts, 0.8, 1.2);
        Assert.InRange(talkative.Viewers / usual.Viewers, 0.9, 1.1);

        var generous = Counts(new Intensity(Gifts: 2));
        Assert.InRange(generous.Gifts / usual.Gifts, 1.7, 2.3);
        Assert.InRange(generous.Chat / usual.Chat, 0.9, 1.1);

        var crowded = Counts(new Intensity(Viewers: 0.5));
        Assert.InRange(crowded.Viewers / usual.Viewers, 0.45, 0.55);
        Assert.InRange(crowded.Chat / usual.Chat, 0.9, 1.1);

        static (double Chat, double Gifts, double Viewers) Counts(Intensity intensity)
        {
            var script = new ScriptedShow(5, All, firstNumber: 1, intensity).Write(TimeSpan.FromSeconds(600));
            return (
                script.Count(e => e is ChatEvent),
                script.Count(e => e is GiftEvent or PaidMessageEvent or PaidStickerEvent),
                script.OfType<AudienceEvent>().Average(a => a.Viewers)
            );
        }
    }

    [Theory]
    [InlineData(double.NaN, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 11)]
    [InlineData(1, -1, 1)]
    public void An_intensity_that_is_no_factor_is_named(double chat, double gifts, double viewers) =>
        Assert.StartsWith("intensity:", new Intensity(chat, gifts, viewers).Problem, StringComparison.Ordinal);

    private static IReadOnlyList<ShowEvent> Write(int seed, int seconds) =>
        new ScriptedShow(seed, All, firstNumber: 1).Write(TimeSpan.FromSeconds(seconds));

    private static string Describe(ShowEvent e) =>
        e is PollEvent or MembershipGiftEvent ? $"{e.GetType().Name} {e.Number} {e.At}" : e.ToString();
}
