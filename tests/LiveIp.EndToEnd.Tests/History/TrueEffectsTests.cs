using LiveIp.Host.Demo.History;

namespace LiveIp.EndToEnd.Tests.History;

public sealed class TrueEffectsTests
{
    [Fact]
    public void The_levels_scatter_by_chance_around_the_sum_of_the_effects()
    {
        var random = new Random(1);
        var labels = new ShowLabels("chatting", "night", "quiz");

        var logs = Enumerable.Range(0, 4000).Select(_ => Math.Log(TrueEffects.Of(labels, random).Chat)).ToList();

        var mean = logs.Average();
        var effect = TrueEffects.Topics["chatting"].Chat + TrueEffects.Slots["night"].Chat + TrueEffects.Formats["quiz"].Chat;
        Assert.InRange(mean - effect, -0.012, 0.012);
        Assert.InRange(Math.Sqrt(logs.Average(l => Math.Pow(l - mean, 2))), TrueEffects.Chance * 0.93, TrueEffects.Chance * 1.07);
    }

    [Fact]
    public void Every_level_that_labels_can_make_is_one_that_the_emulators_take()
    {
        var random = new Random(2);
        foreach (var topic in TrueEffects.Topics.Keys)
        {
            foreach (var slot in TrueEffects.Slots.Keys)
            {
                foreach (var format in TrueEffects.Formats.Keys)
                {
                    var levels = TrueEffects.Of(new ShowLabels(topic, slot, format), random);
                    Assert.All([levels.Chat, levels.Gifts, levels.Viewers], static level => Assert.InRange(level, 0.1, 10));
                }
            }
        }
    }
}
