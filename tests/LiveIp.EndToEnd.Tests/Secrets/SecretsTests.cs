using Grpc.Core;
using Grpc.Net.Client;
using LiveIp.EndToEnd.Tests.SignIn;
using LiveIp.EndToEnd.Tests.Support;
using LiveIp.Host.Api.Security;
using LiveIp.Host.Demo;
using LiveIp.V1;
using ChannelState = LiveIp.V1.BroadcastChannel.Types.State;

namespace LiveIp.EndToEnd.Tests.Secrets;

/// <summary>A whole run of the host as a process, with every secret that there is in use.</summary>
public sealed class SecretsTests
{
    private const string WebhookKey = "webhook-key-4d0f2c81b7";
    private static readonly string[] Platforms = ["youtube", "twitch", "bilibili"];
    private static readonly string[] Arguments = ["--log-format", "json", "--log-level", "Debug"];

    [Fact]
    public async Task None_of_them_is_in_a_file_a_log_line_or_an_event_in_any_form()
    {
        var deadline = Deadline.In(170);
        using var data = new TempDirectory();
        await using var emulators = await EmulatorChild.StartAsync(["--off-air", "--bilibili-cool-down=1"], deadline);
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal);
        var said = new List<string>();
        var events = new List<LiveEvent>();

        await using (var host = await HostProcess.StartAsync(data.Path, deadline, arguments: Arguments))
        {
            using var api = host.Connect();
            using var desk = new SignInDesk(emulators, api);
            await UseAsync(emulators, api, desk, secrets, deadline);
            await host.KillAsync();
            said.Add(host.Said);
        }

        await using (var host = await HostProcess.StartAsync(data.Path, deadline, arguments: Arguments))
        {
            using var api = host.Connect();
            using var desk = new SignInDesk(emulators, api);
            foreach (
                var channel in (await desk.SignIns.ListSignInsAsync(new(), cancellationToken: deadline)).Accounts.Select(a => a.Channel)
            )
            {
                await desk.UntilAsync(channel, static c => c.State == ConnectionState.Online, deadline);
            }

            await RefreshAsync(emulators, desk, deadline);
            events.AddRange(await EventsAsync(api, deadline));
            foreach (var (secret, i) in (await desk.SecretsAsync(deadline)).Select(static (s, i) => (s, i)))
            {
                secrets[$"code or token {i} that a platform gave"] = secret;
            }

            secrets["the API's token"] = host.Token;
            await host.SignalAsync("TERM");
            await host.EndAsync();
            said.Add(host.Said);
        }

        var forms = new SecretForms(secrets);
        // YouTube: a code and a token pair; Twitch: twice a code and a pair; then what was refreshed, of both.
        Assert.True(secrets.Count >= 18, string.Join('\n', secrets.Keys));
        Assert.True(events.Count > 20);
        Assert.Empty(said.SelectMany(s => s.Split('\n')).SelectMany(l => forms.In(l).Select(f => $"{f}: {l}")));
        Assert.Empty(events.SelectMany(e => forms.In(Google.Protobuf.MessageExtensions.ToByteArray(e)).Concat(forms.In(e.ToString()))));
        foreach (var file in Directory.EnumerateFiles(data.Path, "*", SearchOption.AllDirectories))
        {
            var found = forms.In(await File.ReadAllBytesAsync(file, deadline)).ToList();
            // The one file that is there to be read by whoever may call the API.
            Assert.Equal(Path.GetFileName(file) == ApiToken.FileName ? ["the API's token (plain)"] : [], found.Select(f => f).Distinct());
        }
    }

    /// <summary>Signing in, going live, speaking, announcing to somebody who is not there, and new tokens in between.</summary>
    private static async Task UseAsync(
        EmulatorChild emulators,
        GrpcChannel api,
        SignInDesk desk,
        Dictionary<string, string> secrets,
        CancellationToken cancellationToken
    )
    {
        (string, string)[] often = [("broadcastPollInterval", "1"), ("statisticsInterval", "1"), ("quotaUnitsPerDay", "1000000")];
        await desk.SetUpAsync("youtube", cancellationToken, often);
        await desk.SetUpAsync("twitch", cancellationToken, ("streamPollInterval", "1"));
        await desk.SetUpAsync("bilibili", cancellationToken);
        await using var receiver = await WebhookReceiver.StartAsync(cancellationToken);
        var webhook = new UpdateSettingsRequest { Extension = "webhook" };
        (webhook.Values["url"], webhook.Values["secret"]) = ($"{receiver.Address}?key={WebhookKey}", receiver.Secret);
        await new PluginService.PluginServiceClient(api).UpdateSettingsAsync(webhook, cancellationToken: cancellationToken);

        foreach (var platform in new[] { "youtube", "twitch" })
        {
            await desk.MindAsync(new { platform, answer = "allow" }, cancellationToken);
        }

        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var platform in Platforms)
        {
            var request = new BeginSignInRequest { Platform = platform };
            if (platform == "bilibili")
            {
                request.Secrets["identity_code"] = Secret(emulators, platform, "identity_code");
            }

            names[platform] = (await desk.SignInAsync(request, cancellationToken)).Done.Account.Channel;
            await desk.UntilAsync(names[platform], static c => c.State == ConnectionState.Online, cancellationToken);
        }

        await desk.MindAsync(
            new
            {
                platform = "twitch",
                answer = "allow",
                account = "bot",
            },
            cancellationToken
        );
        await desk.SignInAsync(new() { Channel = names["twitch"], Role = AccountRole.Bot }, cancellationToken);

        var broadcasts = new BroadcastService.BroadcastServiceClient(api);
        var plan = new CreateBroadcastRequest
        {
            Details = new() { Title = "Night", Category = "music" },
            AllowUnsupported = true,
        };
        var name = (await broadcasts.CreateBroadcastAsync(plan, cancellationToken: cancellationToken)).Broadcast.Name;
        await broadcasts.GoLiveAsync(new() { Name = name }, cancellationToken: cancellationToken);
        await emulators.StartShowAsync(new { seed = 3, part = "opening" }, cancellationToken);
        using (var watch = broadcasts.WatchBroadcast(new() { Name = name }, cancellationToken: cancellationToken))
        {
            await foreach (var told in watch.ResponseStream.ReadAllAsync(cancellationToken))
            {
                if (told.Broadcast.Channels.All(static c => c.State == ChannelState.Live))
                {
                    break;
                }
            }
        }

        await emulators.StartShowAsync(
            new
            {
                seed = 3,
                seconds = 5,
                part = "rest",
            },
            cancellationToken
        );
        var chat = new ChatService.ChatServiceClient(api);
        await chat.SendMessageAsync(
            new()
            {
                Text = "Hello",
                AllowPartial = true,
                RequestId = "hello",
            },
            cancellationToken: cancellationToken
        );
        await RefreshAsync(emulators, desk, cancellationToken);
        await desk.PreflightAsync(cancellationToken);
        await AnnounceAsync(api, receiver, cancellationToken);

        var ingests = await broadcasts.ListIngestsAsync(new() { RevealKeys = true }, cancellationToken: cancellationToken);
        foreach (var (key, i) in ingests.Ingests.SelectMany(static i => i.Endpoints).Select(static (e, i) => (e.Key, i)))
        {
            secrets[$"stream key {i}"] = key;
        }

        secrets["YouTube's client secret"] = (string)emulators.Config["youtube"]!["settings"]!["clientSecret"]!;
        secrets["Bilibili's access key secret"] = (string)emulators.Config["bilibili"]!["settings"]!["accessKeySecret"]!;
        secrets["the identity code"] = Secret(emulators, "bilibili", "identity_code");
        secrets["the webhook's address"] = WebhookKey;
        secrets["the webhook's secret"] = receiver.Secret["whsec_".Length..];
        await emulators.WaitForEndOfShowAsync(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
        await broadcasts.EndBroadcastAsync(new() { Name = name }, cancellationToken: cancellationToken);
    }

    /// <summary>Once with an answer, and once to a receiver that is gone, whose failure is told.</summary>
    private static async Task AnnounceAsync(GrpcChannel api, WebhookReceiver receiver, CancellationToken cancellationToken)
    {
        var posts = new PostService.PostServiceClient(api);
        foreach (var (id, holds) in new (string, Predicate<Delivery>)[] { ("first", IsThere), ("second", HasFailedOnce) })
        {
            var post = new Post
            {
                Kind = Post.Types.Kind.LiveNow,
                Title = "Night",
                Text = "Live now",
            };
            await posts.CreatePostAsync(new() { Post = post, RequestId = id }, cancellationToken: cancellationToken);
            while (
                !(await posts.ListDeliveriesAsync(new() { Post = "posts/-" }, cancellationToken: cancellationToken)).Deliveries.Any(d =>
                    holds(d)
                )
            )
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            }

            await receiver.DisposeAsync();
        }

        static bool IsThere(Delivery delivery) => delivery.State == DeliveryState.Delivered;
        static bool HasFailedOnce(Delivery delivery) =>
            delivery is { State: not DeliveryState.Delivered, Attempts: > 0, Detail.Length: > 0 };
    }

    /// <summary>The access tokens are refused, and new ones are asked for.</summary>
    private static async Task RefreshAsync(EmulatorChild emulators, SignInDesk desk, CancellationToken cancellationToken)
    {
        foreach (var (platform, kind) in new[] { ("youtube", "unauthorized"), ("twitch", "unauthorized") })
        {
            var before = await desk.TokenRequestsAsync(platform, cancellationToken);
            await emulators.OrderFaultAsync(new { platform, kind }, cancellationToken);
            while (await desk.TokenRequestsAsync(platform, cancellationToken) == before)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            }
        }
    }

    private static async Task<List<LiveEvent>> EventsAsync(GrpcChannel api, CancellationToken cancellationToken)
    {
        var (client, events, page) = (new EventService.EventServiceClient(api), new List<LiveEvent>(), "");
        do
        {
            var request = new ListEventsRequest { PageSize = 1000, PageToken = page };
            var answer = await client.ListEventsAsync(request, cancellationToken: cancellationToken);
            events.AddRange(answer.Events);
            page = answer.NextPageToken;
        } while (page.Length > 0);
        return events;
    }

    private static string Secret(EmulatorChild emulators, string platform, string id) =>
        (string)emulators.Config[platform]!["channel"]!["secrets"]![id]!;
}
