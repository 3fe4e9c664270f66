using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Distribution;
using LiveIp.Host.Distribution.Scheduling;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Distribution.Support;
using LiveIp.V1;
using Microsoft.Extensions.DependencyInjection;

namespace LiveIp.Host.Tests.Distribution.Scheduling;

/// <summary>Posts that were scheduled by a wall clock.</summary>
public sealed class ScheduleTests
{
    private static readonly WallTime Eight = new(new DateTime(2026, 6, 1, 20, 0, 0, DateTimeKind.Unspecified), "Asia/Shanghai");
    private static readonly DateTimeOffset Before = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_the_law_of_a_zone_changes_what_waits_leaves_by_the_new_one(bool endsByItself)
    {
        await using var rig = new OutboxRig(null, "discord", "discord/fans");
        var terms = new DeliveryTerms(Before, Before.AddHours(24)) { Wall = Eight, EndsByItself = endsByItself };
        var moved = rig.Post("discord", terms: terms);
        var retried = rig.Post("discord/fans", terms: terms);
        var id = retried.Split('/')[^1];
        rig.Store.Move([id], [DeliveryState.Pending], DeliveryState.Expired, "");
        rig.Store.Move([id], [DeliveryState.Expired], DeliveryState.Pending, "", next: terms with { NotBefore = Before.AddHours(3) });
        // From +8 to +7: eight in the evening comes an hour later.
        rig.Zones = new LawOf("Asia/Shanghai", TimeSpan.FromHours(7));

        await rig.StartAsync();

        var now = await rig.Store.UntilAsync(moved, Before.AddHours(1));
        Assert.Equal(Before.AddHours(1), now.Message.NotBefore.ToDateTimeOffset());
        Assert.Equal(Before.AddHours(endsByItself ? 25 : 24), now.NotAfter);
        // A person gave it another time.
        Assert.Equal(Before.AddHours(3), rig.Store.Find(id)!.NextAttempt);
        Assert.Null(rig.Schedules.Problem);
    }

    [Fact]
    public async Task Without_time_zones_they_leave_as_they_were_computed_and_the_host_says_what_is_wrong()
    {
        await using var rig = new OutboxRig(null, "discord");
        var name = rig.Post("discord", terms: new DeliveryTerms(Before, Before.AddHours(1)) { Wall = Eight });
        rig.Zones = new NoZones();
        await rig.StartAsync();
        await rig.Clock.ArmedAsync(30, 30);

        Assert.Contains("tzdata", rig.Watch.Look().Sentence, StringComparison.Ordinal);
        Assert.Equal(Before, (await rig.Store.UntilAsync(name, static _ => true)).NextAttempt);
    }

    [Fact]
    public async Task Over_gRPC_a_wall_clock_is_resolved_and_kept()
    {
        await using var rig = await StartAsync(new TimeZones());
        var year = TimeProvider.System.GetUtcNow().AddMonths(6).Year;
        var day = TimeProvider.System.GetUtcNow().AddMonths(6).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        var made = await rig.Posts.CreatePostAsync(Asked($"{day}T18:00", "Asia/Shanghai"), rig.Authorized);

        var begin = Assert.Single(made.Deliveries).NotBefore.ToDateTimeOffset();
        Assert.Equal((year, 10, 0), (begin.Year, begin.Hour, begin.Minute));
        Assert.Equal(begin, made.Deliveries[0].NextAttemptAt.ToDateTimeOffset());
        var kept = Assert.Single(rig.Services.GetRequiredService<OutboxStore>().Schedules());
        Assert.Equal((begin, "Asia/Shanghai", TimeSpan.FromHours(24)), (kept.Instant, kept.At.Zone, kept.Lasts));
    }

    [Fact]
    public async Task Over_gRPC_a_machine_without_time_zones_refuses_and_says_what_to_install()
    {
        await using var rig = await StartAsync(new NoZones());

        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await rig.Posts.CreatePostAsync(Asked("2026-12-01T18:00", "Asia/Shanghai"), rig.Authorized)
        );

        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
        Assert.Contains("tzdata", refused.Status.Detail, StringComparison.Ordinal);
    }

    private static Task<ApiRig> StartAsync(TimeZones zones)
    {
        var registry = new TestRegistry();
        registry.AllDistributors.Add(new TestDistributor("discord", static (_, _, _) => OutboxRig.Ended(DeliveryOutcome.Delivered)));
        return ApiRig.StartAsync(registry, new MemoryVault(), before: s => s.AddSingleton(zones));
    }

    private static CreatePostRequest Asked(string local, string zone) =>
        new()
        {
            Post = new Post { Text = "x" },
            RequestId = "r",
            LocalTime = local,
            TimeZone = zone,
        };
}
