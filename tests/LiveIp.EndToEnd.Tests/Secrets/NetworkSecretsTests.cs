using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using LiveIp.EndToEnd.Tests.Support;
using LiveIp.V1;

namespace LiveIp.EndToEnd.Tests.Secrets;

/// <summary>
/// Networks whose keys stand in the address, or sign: none of them comes out of the host, whether a network repeats it in a refusal,
/// fails, or is not there.
/// </summary>
public sealed class NetworkSecretsTests
{
    private const string WeComKey = "633a31f6-7f9c-4bc4-97a0-0ec1eefa5898";
    private const string DingTalkKey = "566cc69da782ec33e42541b09b08551f09fbe864eb8008112e994b43887";
    private const string DingTalkSecret = "SEC6d1a0f3b8c5e47a2961d0e7f4b3c8a5d2e9f1064b7c3d8e5a0f2914b6c7d3e8a";
    private const string FeishuKey = "9a8b7c6d-1234-5678-9abc-def012345678";
    private const string FeishuSecret = "kQ7vN2xR9tLw4ZpY6sBd1C";
    private const string TelegramKey = "AAH-dEf_0123456789-aVeryLongKeyOfABot";
    private const string DiscordKey = "AbC_dEf-0123456789_aVeryLongSecretOfAWebhook_0123456789";
    private const string WeiboToken = "2.00AbCdEf_GhIjKlMnOpQrStUvWxYz012345";

    private static readonly Dictionary<string, string> Secrets = new()
    {
        ["WeCom's key"] = WeComKey,
        ["DingTalk's key"] = DingTalkKey,
        ["DingTalk's secret"] = DingTalkSecret,
        ["Feishu's key"] = FeishuKey,
        ["Feishu's secret"] = FeishuSecret,
        ["Telegram's key"] = TelegramKey,
        ["Discord's key"] = DiscordKey,
        ["Weibo's token"] = WeiboToken,
    };

    private static readonly Dictionary<string, (string, string)[]> Accounts = new()
    {
        ["wecom"] = [("url", $"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={WeComKey}")],
        ["dingtalk"] = [("url", $"https://oapi.dingtalk.com/robot/send?access_token={DingTalkKey}"), ("secret", DingTalkSecret)],
        ["feishu"] = [("url", $"https://open.feishu.cn/open-apis/bot/v2/hook/{FeishuKey}"), ("secret", FeishuSecret)],
        ["telegram"] = [("token", $"123456789:{TelegramKey}"), ("chatId", "@liveip_news")],
        ["discord"] = [("url", $"https://discord.com/api/webhooks/1100000000000000001/{DiscordKey}")],
        ["weibo"] = [("accessToken", WeiboToken), ("domain", "go.example.org"), ("ip", "211.156.0.1")],
    };

    [Fact]
    public async Task None_of_them_is_in_a_file_a_log_line_or_an_answer_though_the_networks_repeat_them()
    {
        var deadline = Deadline.In(120);
        using var data = new TempDirectory();
        var answers = new List<string>();
        await using var host = await HostProcess.StartAsync(
            data.Path,
            deadline,
            arguments: ["--log-format", "json", "--log-level", "Debug"]
        );
        using var api = host.Connect();
        foreach (var status in (int[])[400, 500])
        {
            await using var network = await GossipServer.StartAsync(status, deadline);
            await PostAsync(api, $"answers {status}", network.Address, answers, deadline);
        }

        await PostAsync(api, "is not there", baseAddress: null, answers, deadline);
        await host.KillAsync();

        var forms = new SecretForms(Secrets);
        Assert.All(answers, a => Assert.Empty(forms.In(a)));
        Assert.All(host.Said.Split('\n'), l => Assert.Empty(forms.In(l)));
        foreach (var file in Directory.EnumerateFiles(data.Path, "*", SearchOption.AllDirectories))
        {
            Assert.Empty(forms.In(await File.ReadAllBytesAsync(file, deadline)));
        }

        Assert.Contains(answers, static a => a.Contains("DELIVERY_STATE_FAILED", StringComparison.Ordinal));
        Assert.Contains(answers, static a => a.Contains("DELIVERY_STATE_UNCONFIRMED", StringComparison.Ordinal));
        Assert.Contains(answers, static a => a.Contains("nothing was sent", StringComparison.Ordinal));
    }

    /// <param name="baseAddress">Null: where it was before, and nobody listens there any more.</param>
    private static async Task PostAsync(
        GrpcChannel api,
        string id,
        Uri? baseAddress,
        List<string> answers,
        CancellationToken cancellationToken
    )
    {
        var settings = new PluginService.PluginServiceClient(api);
        foreach (var (extension, values) in Accounts.Where(_ => baseAddress is not null))
        {
            var request = new UpdateSettingsRequest { Extension = extension, Values = { ["baseAddress"] = baseAddress!.AbsoluteUri } };
            foreach (var (name, value) in values)
            {
                request.Values[name] = value;
            }

            answers.Add($"{await settings.UpdateSettingsAsync(request, cancellationToken: cancellationToken)}");
            answers.Add($"{await settings.GetSettingsAsync(new() { Extension = extension }, cancellationToken: cancellationToken)}");
        }

        var posts = new PostService.PostServiceClient(api);
        var post = new CreatePostRequest
        {
            Post = new Post
            {
                Text = $"A network that {id}",
                Links =
                {
                    new Post.Types.Link { Platform = "web", Uri = "https://go.example.org/x" },
                },
            },
            Distributors = { Accounts.Keys },
            RequestId = id,
        };
        var created = await posts.CreatePostAsync(post, cancellationToken: cancellationToken);
        answers.Add($"{created}");
        var waiting = created.Deliveries.Select(static d => d.Name).ToHashSet();
        using var watch = posts.WatchDeliveries(new() { Post = created.Post.Name }, cancellationToken: cancellationToken);
        while (waiting.Count > 0 && await watch.ResponseStream.MoveNext(cancellationToken))
        {
            answers.Add(JsonFormatter.Default.Format(watch.ResponseStream.Current));
            waiting.ExceptWith(watch.ResponseStream.Current.Deliveries.Where(HasFailedOnce).Select(static d => d.Name));
        }
    }

    private static bool HasFailedOnce(Delivery delivery) =>
        delivery is { State: not (DeliveryState.Sending or DeliveryState.Delivered), Attempts: > 0, Detail.Length: > 0 };
}
