using LiveIp.Host.Broadcasts.GoingLive;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Broadcasts.GoingLive;

public sealed class PlanStoreTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private StateDatabase _database;

    public PlanStoreTests() => _database = Open();

    private PlanStore Store => new(_database, TimeProvider.System);

    public void Dispose()
    {
        _database.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void All_of_a_part_is_there_after_a_restart()
    {
        var plan = Store.Create(Asked(), [Part("channels/b"), Part("channels/a")]);
        var at = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123);
        var changed = Store.Change(
            plan.Id,
            "channels/a",
            p =>
                p with
                {
                    Step = PartStep.Ready,
                    LeftOut = Contracts.BroadcastFields.Privacy | Contracts.BroadcastFields.Tags,
                    CategoryId = "10",
                    CategoryName = "Music",
                    IntendedAt = at,
                    AttemptedAt = at.AddSeconds(1),
                    IntendedTitle = "Night",
                    ScheduledFor = at.AddSeconds(2),
                    BroadcastId = "b1",
                    Uri = "https://example/b1",
                    IngestAttemptedAt = at.AddSeconds(3),
                    Ingest = "i1",
                    Version = 4,
                    Thumbnail = "hash",
                    LiveAt = at.AddSeconds(5),
                    EndedAt = at.AddSeconds(6),
                    Problem = new("PLATFORM_REFUSED", "no", "word", true),
                }
        );
        _database.Dispose();
        _database = Open();

        var read = Store.Find(plan.Id)!;

        Assert.Equal(["channels/b", "channels/a"], read.Parts.Select(static p => p.Channel));
        Assert.Equal(changed, read.Parts[1]);
        Assert.Equal(Part("channels/b"), read.Parts[0]);
    }

    [Fact]
    public void A_wish_only_grows_and_forgets_what_had_failed()
    {
        var plan = Store.Create(Asked(), [Part("channels/a")]);
        Store.Change(plan.Id, "channels/a", static p => p with { Problem = new("PLATFORM_REFUSED", "no", "", true) });

        var live = Store.Wish(plan.Id, PlanWish.Live, "r1");
        Assert.Equal((PlanWish.Live, null), (live.Wish, live.Parts[0].Problem));
        Assert.Equal(PlanWish.Ended, Store.Wish(plan.Id, PlanWish.Ended, "r2").Wish);
        // A call that is repeated late does not begin the show anew, nor does another one.
        Assert.Equal(PlanWish.Ended, Store.Wish(plan.Id, PlanWish.Live, "r1").Wish);
        Assert.Equal(PlanWish.Ended, Store.Wish(plan.Id, PlanWish.Live, "").Wish);
        Assert.Throws<RequestIdReusedException>(() => Store.Wish(plan.Id, PlanWish.Live, "r2"));
    }

    [Fact]
    public void The_first_state_that_the_log_told_stays()
    {
        var plan = Store.Create(Asked(), [Part("channels/a")]);
        Store.Link(plan.Id, 7);
        Store.Link(plan.Id, 9);
        Assert.Equal(7, Store.Find(plan.Id)!.Sequence);
    }

    [Fact]
    public void Forgotten_names_go_from_all_that_was_asked_for()
    {
        var asked = Asked();
        asked.Details = new()
        {
            Title = "With Anna",
            Description = "Anna sings",
            Tags = { "Anna" },
        };
        asked.Overrides.Add(
            new ChannelOverride
            {
                Channel = "channels/a",
                Details = new() { Title = "Anna!" },
            }
        );
        asked.Labels["guest"] = "Anna";
        var plan = Store.Create(asked, [Part("channels/a")]);

        Store.Clean(static t => t.Replace("Anna", "–", StringComparison.Ordinal));

        Assert.DoesNotContain("Anna", Store.Find(plan.Id)!.Asked.ToString(), StringComparison.Ordinal);
        Assert.Equal(["channels/b", "channels/a"], Store.Find(plan.Id)!.Asked.Channels);
    }

    private static CreateBroadcastRequest Asked() => new() { Channels = { "channels/b", "channels/a" } };

    private static PlanPart Part(string channel) =>
        new()
        {
            Channel = channel,
            Platform = "youtube",
            Commanded = true,
        };

    private StateDatabase Open() => new(new LiveIpOptions { DataDirectory = _directory.Path });
}
