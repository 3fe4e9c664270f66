using System.Net.Sockets;
using System.Text;
using LiveIp.Host.Tests.Support;
using LiveIp.Plugins.Bluesky.Tests.Support;
using LiveIp.Plugins.Discord.Tests.Support;
using LiveIp.Plugins.Douyin;
using LiveIp.Plugins.Douyin.Tests.Support;
using LiveIp.Plugins.GroupRobots;
using LiveIp.Plugins.GroupRobots.Tests.Support;
using LiveIp.Plugins.Mastodon.Tests.Support;
using LiveIp.Plugins.Telegram.Tests.Support;
using LiveIp.Plugins.Testing;
using LiveIp.Plugins.Weibo;
using LiveIp.Plugins.Weibo.Tests.Support;

namespace LiveIp.Host.Tests.Distribution.RealNetworks;

/// <summary>A plugin of the product, and the strict stand-in of its network, which acts on the next post and then fails in one way.</summary>
internal sealed class FaultyNetwork : IAsyncDisposable
{
    private readonly IAsyncDisposable _standIn;
    private readonly TaskCompletionSource _acted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FaultyNetwork(IAsyncDisposable standIn, PluginNetwork plugin, Func<IReadOnlyList<string>> posted)
    {
        (_standIn, Plugin) = (standIn, plugin);
        Posted = posted;
    }

    public PluginNetwork Plugin { get; }

    /// <summary>What stands on the network.</summary>
    public Func<IReadOnlyList<string>> Posted { get; }

    /// <summary>Ends when the stand-in has acted on a post of which the answer never comes.</summary>
    public Task Acted => _acted.Task.WaitAsync(Deadline.Token());

    public static async Task<FaultyNetwork> StartAsync(string id, Fault fault, TimeProvider clock) =>
        id switch
        {
            "bluesky" => Of(await BlueskyServer.StartAsync(clock), fault, Plugins.Bluesky, static s => [.. s.Records.Keys]),
            "mastodon" => Of(
                await MastodonServer.StartAsync(clock),
                fault,
                Plugins.Mastodon,
                static s => [.. s.Statuses.Select(static t => t.Text)]
            ),
            "discord" => Of(new DiscordStandIn(), fault, Plugins.Discord),
            "telegram" => Of(new TelegramStandIn(), fault, Plugins.Telegram),
            "weibo" => Of(
                new WeiboStandIn(),
                fault,
                s =>
                    new(
                        new WeiboPlugin(),
                        new()
                        {
                            ["AccessToken"] = WeiboStandIn.Token,
                            ["Domain"] = WeiboStandIn.Domain,
                            ["Ip"] = "211.156.0.1",
                            ["BaseAddress"] = s.Uri.AbsoluteUri,
                        }
                    )
            ),
            "douyin" => Of(
                new DouyinStandIn(),
                fault,
                s =>
                    new(
                        new DouyinPlugin(),
                        new()
                        {
                            ["OpenId"] = DouyinStandIn.OpenId,
                            ["AccessToken"] = DouyinStandIn.Token,
                            ["BaseAddress"] = s.Uri.AbsoluteUri,
                        }
                    )
            ),
            "wecom" => Of(new WeComStandIn(), fault, s => Robot(s, id)),
            "dingtalk" => Of(new DingTalkStandIn { Clock = clock }, fault, s => Robot(s, id)),
            "feishu" => Of(new FeishuStandIn { Clock = clock }, fault, s => Robot(s, id)),
            "webhook" => Of(new WebhookStandIn(), fault, static s => Plugins.Webhook(s.Uri)),
            _ => throw new ArgumentOutOfRangeException(nameof(id), id, "no such network"),
        };

    public async ValueTask DisposeAsync()
    {
        await Plugin.DisposeAsync();
        await _standIn.DisposeAsync();
    }

    private static PluginNetwork Robot(RobotStandIn standIn, string id) =>
        new(new GroupRobotsPlugin(), new() { ["Url"] = standIn.Address.AbsoluteUri, ["BaseAddress"] = standIn.Uri.AbsoluteUri }, id);

    private static FaultyNetwork Of<T>(T standIn, Fault fault, Func<T, PluginNetwork> plugin, Func<T, IReadOnlyList<string>> posted)
        where T : ServerStandIn
    {
        standIn.Next = fault;
        var network = new FaultyNetwork(standIn, plugin(standIn), () => posted(standIn));
        if (fault == Fault.ActAndHang)
        {
            _ = standIn.Hanging.ContinueWith(_ => network._acted.TrySetResult(), TaskScheduler.Default);
        }

        return network;
    }

    /// <summary>Uploads, which publish nothing, are answered.</summary>
    private static FaultyNetwork Of<T>(T standIn, Fault fault, Func<T, PluginNetwork> plugin)
        where T : NetworkStandIn
    {
        var network = new FaultyNetwork(standIn, plugin(standIn), () => standIn.Posted);
        standIn.AnswersTruly = () => standIn.Posted.Count == 0;
        standIn.AfterActing = async socket =>
        {
            switch (fault)
            {
                case Fault.ActAndFail:
                    await socket.SendAsync(Encoding.ASCII.GetBytes("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n"));
                    break;
                case Fault.ActAndCut:
                    socket.LingerState = new LingerOption(true, 0);
                    socket.Close();
                    break;
                default:
                    network._acted.TrySetResult();
                    // Later ones are answered, so that a second post would be seen.
                    standIn.AfterActing = null;
                    await Task.Delay(Timeout.Infinite, Deadline.Token());
                    break;
            }
        };
        return network;
    }

    /// <summary>A receiver of webhooks, which takes everything.</summary>
    private sealed class WebhookStandIn : NetworkStandIn
    {
        private readonly List<string> _told = [];

        public override IReadOnlyList<string> Posted => _told;

        protected override Reply Act(Received request)
        {
            _told.Add(Encoding.UTF8.GetString(request.Body));
            return new Reply(200, "");
        }
    }
}
