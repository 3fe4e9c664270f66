using LiveIp.Contracts;
using LiveIp.Host.Distribution;
using LiveIp.Host.Distribution.Media;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Distribution.Media;
using LiveIp.Host.Tests.Distribution.Support;
using LiveIp.Plugins.Testing;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Distribution.RealNetworks;

/// <summary>
/// Every distributor of the product that sends, over its stand-in: the network has acted, and the answer is lost, is a fault of the server,
/// or comes when the host is not there any more. There is one post wherever it can be known, and elsewhere it is for a person to look; nothing
/// is ever sent twice. The feed has its own test with a process that is killed, and so has the upload of videos to YouTube.
/// </summary>
public sealed class KilledAfterArmedTests
{
    private const string Link = "https://live.bilibili.com/1";

    // Where it can be found out whether the post is there.
    private static readonly string[] Known = ["bluesky", "mastodon"];

    private static readonly string[] Unknown = ["discord", "telegram", "weibo", "douyin", "wecom", "dingtalk", "feishu", "webhook"];

    public static TheoryData<string> Networks => [.. Known.Concat(Unknown)];

    public static TheoryData<string, string> NetworksAndFaults =>
        [
            .. from network in Known.Concat(Unknown)
            from fault in new[] { nameof(Fault.ActAndCut), nameof(Fault.ActAndFail) }
            select (network, fault),
        ];

    [Theory]
    [MemberData(nameof(NetworksAndFaults))]
    public async Task A_lost_answer_and_a_fault_after_acting_leave_one_post(string id, string fault)
    {
        var clock = new TestClock();
        await using var network = await FaultyNetwork.StartAsync(id, Enum.Parse<Fault>(fault), clock);
        await using var rig = Rig(clock, network);
        using var files = new MediaFiles();
        var name = Post(rig, id, files);

        await rig.StartAsync();

        await SettledAsync(rig, network, id, name);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public async Task A_host_that_ends_between_the_request_and_its_answer_leaves_one_post(string id)
    {
        var clock = new TestClock();
        await using var network = await FaultyNetwork.StartAsync(id, Fault.ActAndHang, clock);
        await using var rig = Rig(clock, network);
        using var files = new MediaFiles();
        var name = Post(rig, id, files);
        await rig.StartAsync();
        await network.Acted;
        Assert.Equal(DeliveryState.Sending, Row(rig, name).Message.State);

        await rig.StopAsync();
        Assert.Equal(DeliveryState.Sending, Row(rig, name).Message.State);
        await network.Plugin.RestartAsync();
        await rig.RestartAsync();

        await SettledAsync(rig, network, id, name);
    }

    private static OutboxRig Rig(TestClock clock, FaultyNetwork network)
    {
        var rig = new OutboxRig(clock);
        rig.Registry.AllDistributors.Add(network.Plugin);
        return rig;
    }

    private static string Post(OutboxRig rig, string id, MediaFiles files)
    {
        FoundMedia[] media = [];
        if (id == "douyin")
        {
            var path = files.Video();
            var file = new MediaFile
            {
                FileName = "clip.mp4",
                Kind = MediaFile.Types.Kind.Video,
                ContentType = "video/mp4",
                SizeBytes = new FileInfo(path).Length,
            };
            media = [new FoundMedia(file, path, File.GetLastWriteTimeUtc(path))];
        }

        var text = $"Live now: stars\n{Link}";
        var rendered = new RenderedPost
        {
            Text = text,
            Spans =
            {
                new TextSpan
                {
                    Kind = TextSpan.Types.Kind.Link,
                    Start = text.IndexOf(Link, StringComparison.Ordinal),
                    Length = Link.Length,
                    Target = Link,
                },
            },
        };
        return rig
            .Store.Create(
                new Post { Title = "Live now: stars", Links = { new Post.Types.Link { Uri = Link } } },
                [new PlannedDelivery(id, rendered)],
                DeliveryTerms.Of(V1.Post.Types.Kind.Message, notBefore: null, notAfter: null, rig.Clock.GetUtcNow()),
                "request",
                "f",
                media
            )
            .Deliveries[0]
            .Message.Name;
    }

    private static DeliveryRow Row(OutboxRig rig, string name) =>
        rig.Store.List(null, 0, 10).Deliveries.Single(d => d.Message.Name == name);

    /// <summary>It is delivered where that can be known and unconfirmed elsewhere, and stays so while time goes on.</summary>
    private static async Task SettledAsync(OutboxRig rig, FaultyNetwork network, string id, string name)
    {
        var state = Known.Contains(id) ? DeliveryState.Delivered : DeliveryState.Unconfirmed;
        var settled = await rig.InStateAsync(name, state);
        Assert.Equal(1, settled.Attempts);
        await rig.Clock.ArmedAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        rig.Clock.Advance(TimeSpan.FromHours(2));
        await rig.Clock.ArmedAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

        Assert.Equal(state, Row(rig, name).Message.State);
        Assert.Single(network.Posted());
    }
}
