using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Host.Demo;
using LiveIp.Host.Tests.Api.Hostile;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Distribution.Accounts;

/// <summary>Several accounts of the webhook that comes with LiveIp, over gRPC, each to a receiver of its own.</summary>
public sealed class AccountServiceTests(WholeHost host) : IClassFixture<WholeHost>
{
    private DistributorAccountService.DistributorAccountServiceClient Accounts => new(host.Channel);

    private PluginService.PluginServiceClient Plugins => new(host.Channel);

    private PostService.PostServiceClient Posts => new(host.Channel);

    [Fact]
    public async Task Each_account_has_settings_of_its_own_and_a_post_goes_to_those_that_are_named()
    {
        await using var plain = await WebhookReceiver.StartAsync(Deadline.Token());
        await using var fans = await WebhookReceiver.StartAsync(Deadline.Token());
        await Accounts.CreateDistributorAccountAsync(new() { Id = "webhook/fans" });
        await SetUpAsync("webhook", plain);
        await SetUpAsync("webhook/fans", fans);

        await DeliveredAsync(
            new()
            {
                Post = new() { Text = "to the fans" },
                Distributors = { "webhook/fans" },
            }
        );
        await DeliveredAsync(
            new()
            {
                Post = new() { Text = "as before" },
                Distributors = { "webhook" },
            }
        );
        var all = await DeliveredAsync(new() { Post = new() { Text = "to all" } });

        Assert.Equal(["as before", "to all"], plain.Received.Select(Text));
        Assert.Equal(["to the fans", "to all"], fans.Received.Select(Text));
        Assert.Equal([("webhook", ""), ("webhook/fans", "fans")], all.Select(static d => (d.Distributor, d.Account)));
        var shown = (await Plugins.GetSettingsAsync(new() { Extension = "webhook/fans" })).Settings.Values;
        Assert.Equal(("********", "********"), (shown["url"], shown["secret"]));
        Assert.DoesNotContain(
            fans.Secret,
            Encoding.Latin1.GetString(await ReadSharedAsync(Path.Combine(host.DataDirectory, "state.db"))),
            StringComparison.Ordinal
        );

        // The rest of the host's life is that of an account which was removed.
        var later = await Posts.CreatePostAsync(
            new()
            {
                Post = new() { Text = "later" },
                Distributors = { "webhook/fans" },
                RequestId = "later",
                NotBefore = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddHours(1)),
            }
        );
        Assert.Equal(1, (await Accounts.DeleteDistributorAccountAsync(new() { Id = "webhook/fans" })).Cancelled);
        var after = (await Posts.ListDeliveriesAsync(new() { Post = later.Post.Name })).Deliveries.Single();
        Assert.Equal(DeliveryState.Cancelled, after.State);
        await RpcAssert.FailsAsync(
            StatusCode.InvalidArgument,
            "INVALID_FIELD",
            async () =>
                await Posts.CreatePostAsync(
                    new()
                    {
                        Post = new() { Text = "x" },
                        Distributors = { "webhook/fans" },
                        RequestId = "gone",
                    }
                )
        );
        var anew = await Accounts.CreateDistributorAccountAsync(new() { Id = "webhook/fans" });
        Assert.False(anew.Account.SetUp);
    }

    [Fact]
    public async Task A_pace_is_kept_shown_and_taken_back()
    {
        await Accounts.CreateDistributorAccountAsync(new() { Id = "discord/paced" });
        var set = await Accounts.UpdateDistributorAccountAsync(
            new()
            {
                Id = "discord/paced",
                LeastInterval = Duration.FromTimeSpan(TimeSpan.FromSeconds(5)),
                QuietHours = new()
                {
                    From = "23:00",
                    To = "08:00",
                    TimeZone = "Asia/Shanghai",
                },
            }
        );
        Assert.Equal((5, "Asia/Shanghai"), (set.Account.LeastInterval.Seconds, set.Account.QuietHours.TimeZone));

        var other = await Accounts.UpdateDistributorAccountAsync(new() { Id = "discord/paced", QuietHours = new() });
        var listed = (await Accounts.ListDistributorAccountsAsync(new())).Accounts.Single(static a => a.Id == "discord/paced");

        Assert.Equal(other.Account, listed);
        Assert.Equal((5, true, false), (listed.LeastInterval.Seconds, listed.QuietHours is null, listed.SetUp));
    }

    [Fact]
    public async Task As_JSON_an_account_is_part_of_the_path()
    {
        await Accounts.CreateDistributorAccountAsync(new() { Id = "webhook/json" });

        var settings = await host.Web.GetFromJsonAsync<JsonObject>("/v1/settings/webhook/json", Deadline.Token());
        using var gone = await host.Web.DeleteAsync("/v1/distributor-accounts/webhook/json", Deadline.Token());

        Assert.Equal("webhook/json", (string?)settings!["settings"]!["extension"]);
        Assert.True(gone.IsSuccessStatusCode);
        Assert.DoesNotContain((await Accounts.ListDistributorAccountsAsync(new())).Accounts, static a => a.Id == "webhook/json");
    }

    [Fact]
    public async Task An_account_that_is_there_is_not_made_twice()
    {
        await Accounts.CreateDistributorAccountAsync(new() { Id = "webhook/twice" });

        await RpcAssert.FailsAsync(
            StatusCode.AlreadyExists,
            "ACCOUNT_EXISTS",
            async () => await Accounts.CreateDistributorAccountAsync(new() { Id = "webhook/twice" })
        );
    }

    private async Task SetUpAsync(string account, WebhookReceiver receiver) =>
        await Plugins.UpdateSettingsAsync(
            new() { Extension = account, Values = { { "url", receiver.Address.ToString() }, { $"{account}.secret", receiver.Secret } } }
        );

    private async Task<IReadOnlyList<Delivery>> DeliveredAsync(CreatePostRequest request)
    {
        request.RequestId = Guid.NewGuid().ToString();
        var made = await Posts.CreatePostAsync(request);
        var ended = new Dictionary<string, Delivery>(StringComparer.Ordinal);
        using var watch = Posts.WatchDeliveries(new() { Post = made.Post.Name });
        await foreach (var told in watch.ResponseStream.ReadAllAsync(Deadline.Token()))
        {
            foreach (var delivery in told.Deliveries.Where(static d => d.State is not (DeliveryState.Pending or DeliveryState.Sending)))
            {
                ended[delivery.Name] = delivery;
            }

            if (ended.Count == made.Deliveries.Count)
            {
                break;
            }
        }

        Assert.All(
            ended.Values,
            static d => Assert.Equal((DeliveryState.Delivered, ""), (d.State, d.State == DeliveryState.Delivered ? "" : d.Detail))
        );
        return [.. ended.Values.OrderBy(static d => d.Distributor, StringComparer.Ordinal)];
    }

    private static string? Text(string body) => (string?)JsonNode.Parse(body)!["data"]!["text"];

    private static async Task<byte[]> ReadSharedAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, Deadline.Token());
        return bytes.ToArray();
    }
}
