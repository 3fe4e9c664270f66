using CsCheck;
using LiveIp.Host.Privacy.Forgetting;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Privacy;

public sealed class EventScreenTests
{
    private static readonly MarkMaker Maker = new([1, 2, 3]);

    [Fact]
    public void What_has_passed_once_passes_again_unchanged_and_others_pass_untouched() =>
        Arbitrary.Event.Sample(
            static item =>
            {
                var screen = Screen("twitch:123", "Anna", "安娜");
                var before = item.Clone();
                var passed = screen.Pass(item);

                Assert.Equal(before, item);
                Assert.Same(passed, screen.Pass(passed));
                Assert.DoesNotContain(People.In(passed), static p => p.Id == "twitch:123");
                Assert.Equal((before.Id, before.Channel, before.BodyCase), (passed.Id, passed.Channel, passed.BodyCase));
                Assert.Same(item, Screen("twitch:999999", "Nobody").Pass(item));
            },
            iter: 2000
        );

    [Theory]
    [InlineData("hi Anna!", "hi …!")]
    [InlineData("@anna_b @ANNA", "@anna_b @…")]
    [InlineData("Annalena, Joanna", "Annalena, Joanna")]
    [InlineData("我喜欢Anna啊", "我喜欢…啊")]
    [InlineData("安娜真好", "…真好")]
    [InlineData("Anna Bell and Anna", "… and …")]
    [InlineData("go @al, al!", "go @…, al!")]
    [InlineData("number 4871269 or 14871269", "number … or 14871269")]
    [InlineData("", "")]
    public void Names_are_found_as_words(string text, string clean) =>
        Assert.Equal(clean, Screen("twitch:4871269", "Anna", "Anna Bell", "安娜", "al").Clean(text));

    [Theory]
    [InlineData("""{"id":"123"}""", true)]
    [InlineData("""{"id":123}""", true)]
    [InlineData("""{"id":"1234"}""", false)]
    [InlineData("""{"n":"\u0041nna"}""", true)]
    [InlineData("""{"n":"a\nAnna"}""", true)]
    [InlineData("""{"n":"Hanna"}""", false)]
    [InlineData("\"base64 of who knows what\"", true)]
    public void Raw_json_goes_when_it_speaks_of_them_or_cannot_be_searched(string json, bool gone)
    {
        var item = new LiveEvent
        {
            Id = "a",
            Vendor = new() { Type = "twitch/x", Json = json },
        };

        var passed = Screen("twitch:123", "Anna").Pass(item);

        Assert.Equal(gone ? "" : json, passed.Vendor.Json);
        Assert.Equal((gone, "twitch/x"), (passed.Redacted, passed.Vendor.Type));
    }

    [Fact]
    public void Another_person_of_the_same_name_stays()
    {
        var item = new LiveEvent
        {
            Id = "a",
            Actor = new()
            {
                Person = new() { Id = "twitch:5", DisplayName = "Anna" },
            },
        };

        Assert.Same(item, Screen("twitch:123", "Anna").Pass(item));
    }

    private static EventScreen Screen(string person, params string[] names) =>
        new(
            new(
                Maker,
                new[] { Maker.Of(MarkKind.Person, person), Maker.Of(MarkKind.Token, People.TokenOf(person)!) }
                    .Concat(names.Select(static n => Maker.Of(MarkKind.Name, n)))
                    .OfType<Mark>()
            )
        );
}
