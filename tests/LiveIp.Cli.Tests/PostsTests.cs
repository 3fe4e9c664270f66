using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LiveIp.Cli.Tests.Support;
using LiveIp.Host.Demo;

namespace LiveIp.Cli.Tests;

/// <summary>As a new user would post, with a real receiver at the other end of the webhook.</summary>
public sealed class PostsTests
{
    [Fact]
    public async Task A_post_is_previewed_sent_listed_scheduled_and_taken_back()
    {
        await using var host = await RunningHost.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync(Deadline.Token());
        Assert.Equal(1, (await host.RunAsync("post", "Hello")).Code);
        Assert.Equal(
            0,
            (await host.RunAsync("plugins", "set", $"webhook.url={receiver.Address}", $"webhook.secret={receiver.Secret}")).Code
        );

        var preview = await host.RunAsync("post", "Hello", "--link", "youtube=https://youtu.be/x", "--preview");
        Assert.Equal(0, preview.Code);
        Assert.Contains("in a form of its own", preview.Screen, StringComparison.Ordinal);
        Assert.Empty(receiver.Received);

        var sent = await host.RunAsync("post", "Hello", "--title", "News", "--tag", "stars", "--link", "https://example.org/a?b=c");
        Assert.Equal(0, sent.Code);
        Assert.Contains("delivered", sent.Screen, StringComparison.Ordinal);
        var body = JsonNode.Parse(Assert.Single(receiver.Received))!.ToJsonString();
        Assert.Contains("https://example.org/a?b=c", body, StringComparison.Ordinal);

        // A receiver is told of what changes, each time by an event of its own.
        var post = (string)JsonNode.Parse((await host.RunAsync("deliveries", "--json")).Output)!["deliveries"]![0]!["post"]!;
        var edited = await host.RunAsync("deliveries", "edit", post, "Hello again");
        Assert.Equal(0, edited.Code);
        Assert.Contains("edited", edited.Screen.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Equal(0, (await host.RunAsync("deliveries", "delete", post)).Code);
        Assert.Equal(
            ["post.message", "post.edited", "post.deleted"],
            receiver.Received.Select(static b => (string?)JsonNode.Parse(b)!["type"])
        );
        Assert.Equal(1, (await host.RunAsync("deliveries", "delete", "posts/none")).Code);

        foreach (
            var one in (string[][])
                [
                    ["edit", $"{post}/deliveries/x", "Hi"],
                    ["delete", $"{post}/deliveries/x"],
                    [$"{post}/deliveries/x"],
                ]
        )
        {
            var refused = await host.RunAsync(["deliveries", .. one]);
            Assert.Equal(2, refused.Code);
            Assert.Contains($"on all its networks: {post}", refused.Errors.ReplaceLineEndings(" "), StringComparison.Ordinal);
        }

        var later = await host.RunAsync("post", "Later", "--at", "2999-01-01T00:00");
        Assert.Equal(1, later.Code);
        Assert.Single(Regex.Matches(later.Errors, "not_before: "));
        var soon = TimeProvider.System.GetUtcNow().AddHours(2).ToString("O");
        var scheduled = await host.RunAsync("post", "Later", "--at", soon, "--json");
        Assert.Equal(0, scheduled.Code);
        var delivery = JsonNode.Parse(scheduled.Output)!["deliveries"]![0]!;
        Assert.Equal("DELIVERY_STATE_PENDING", (string?)delivery["state"]);

        var cancelled = await host.RunAsync("deliveries", "cancel", (string)delivery["post"]!);
        Assert.Contains("cancelled", cancelled.Screen, StringComparison.Ordinal);
        var all = await host.RunAsync("deliveries", "--json");
        Assert.Equal(
            ["DELIVERY_STATE_DELETED", "DELIVERY_STATE_CANCELLED"],
            JsonNode.Parse(all.Output)!["deliveries"]!.AsArray().Select(static d => (string?)d!["state"])
        );
        Assert.Equal(1, (await host.RunAsync("deliveries", "resolve", (string)delivery["name"]!, "there")).Code);
        Assert.Equal(2, (await host.RunAsync("deliveries", "resolve", (string)delivery["name"]!, "perhaps")).Code);
        Assert.Equal(1, (await host.RunAsync("deliveries", "retry", "posts/none")).Code);
        Assert.Equal(1, (await host.RunAsync("post", "Hello", "--broadcast", "999999")).Code);
        Assert.Equal(3, receiver.Received.Count);
    }

    [Fact]
    public async Task A_schedule_a_recap_and_a_clip_are_posted_with_what_the_host_knows()
    {
        await using var host = await RunningHost.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync(Deadline.Token());
        await host.RunAsync("plugins", "set", $"webhook.url={receiver.Address}", $"webhook.secret={receiver.Secret}");
        await host.WriteAsync(Sample.Chat("a"));
        string[] record = ["broadcasts", "record", "--from", "2023-05-01T20:00Z", "--to", "2023-05-01T22:10Z", "--channel", "one"];
        var broadcast = (string)
            JsonNode.Parse((await host.RunAsync([.. record, "--title", "Starry night", "--json"])).Output)!["broadcast"]!["name"]!;
        var soon = TimeProvider.System.GetUtcNow().AddDays(3).ToString("yyyy-MM-dd'T'18:00", CultureInfo.InvariantCulture);

        string[] schedule = ["post", "--kind", "schedule", "--title", "This week", "--slot", $"{soon}=Tea=time"];
        Assert.Equal(2, (await host.RunAsync(schedule)).Code);
        Assert.Equal(2, (await host.RunAsync("post", "x", "--slot", $"{soon}=Tea")).Code);
        Assert.Equal(2, (await host.RunAsync("post", "x", "--from", broadcast)).Code);
        Assert.Equal(1, (await host.RunAsync("post", "--kind", "recap", "--from", "999999")).Code);
        Assert.Equal(1, (await host.RunAsync("post", "--kind", "clip", "--title", "The comet")).Code);
        Assert.Empty(receiver.Received);
        Assert.Equal(0, (await host.RunAsync([.. schedule, "--zone", "Asia/Shanghai"])).Code);
        Assert.Equal(0, (await host.RunAsync("post", "--kind", "recap", "--from", broadcast)).Code);
        string[] clip = ["post", "--kind", "clip", "--title", "The comet", "--hook", "Wait", "--from", broadcast];
        Assert.Equal(0, (await host.RunAsync([.. clip, "--link", "https://youtu.be/x"])).Code);

        var told = receiver
            .Received.Select(static r => JsonNode.Parse(r)!)
            .ToDictionary(static r => (string)r["type"]!, static r => r["data"]!);
        Assert.Equal(
            $$"""{"timeZone":"Asia/Shanghai","slots":[{"localTime":"{{soon}}","title":"Tea=time"}]}""",
            told["post.schedule"]["schedule"]!.ToJsonString()
        );
        Assert.Equal("Starry night", (string?)told["post.recap"]["title"]);
        Assert.Equal("""{"lengthSeconds":7800,"peaks":[]}""", told["post.recap"]["recap"]!.ToJsonString());
        Assert.Equal("""{"hook":"Wait","source":"Starry night"}""", told["post.clip"]["clip"]!.ToJsonString());
        Assert.Equal("https://youtu.be/x", (string?)Assert.Single(told["post.clip"]["links"]!.AsArray())!["uri"]);
    }

    [Fact]
    public async Task Files_are_refused_where_they_do_not_go_and_named_for_who_publishes_by_hand()
    {
        // One grey pixel.
        const string Pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";
        var path = Path.Combine(Directory.CreateTempSubdirectory("liveip-cli-media").FullName, "sky.png");
        await File.WriteAllBytesAsync(path, Convert.FromBase64String(Pixel), Deadline.Token());
        await using var host = await RunningHost.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync(Deadline.Token());
        string[] settings = [$"webhook.url={receiver.Address}", $"webhook.secret={receiver.Secret}", "kuaishou.account=夜空电台"];
        Assert.Equal(0, (await host.RunAsync(["plugins", "set", .. settings])).Code);

        var refused = await host.RunAsync("post", "Look", "--media", path);
        Assert.Equal(1, refused.Code);
        Assert.Contains("Webhook takes no files", refused.Errors, StringComparison.Ordinal);
        Assert.Empty(receiver.Received);
        Assert.Equal(2, (await host.RunAsync("post", "Look", "--alt", "The sky")).Code);

        var preview = await host.RunAsync("post", "Look", "--media", path, "--alt", "The sky", "--media-where-possible", "--preview");
        Assert.Equal(0, preview.Code);
        Assert.Contains("sky.png: image/png", preview.Screen, StringComparison.Ordinal);
        var posted = await host.RunAsync("post", "Look", "--media", path, "--alt", "The sky", "--media-where-possible");

        Assert.Equal(6, posted.Code);
        Assert.Contains("Upload sky.png.", posted.Screen, StringComparison.Ordinal);
        Assert.Contains(path, posted.Screen.ReplaceLineEndings("").Replace(" ", ""), StringComparison.Ordinal);
        var body = Assert.Single(receiver.Received);
        Assert.DoesNotContain(Path.GetDirectoryName(path)!, body, StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public async Task What_only_a_person_can_publish_is_shown_with_a_code_for_the_phone_and_ends_with_the_persons_word()
    {
        await using var host = await RunningHost.StartAsync();
        Assert.Equal(0, (await host.RunAsync("plugins", "set", "weibo-share.account=夜空电台")).Code);

        var posted = await host.RunAsync("post", "Tea & stars", "--link", "https://youtu.be/x", "--tag", "夜空", "--in", "zh");

        Assert.Equal(6, posted.Code);
        Assert.Contains("HANDED OFF", posted.Screen, StringComparison.Ordinal);
        Assert.Contains("\nTea & stars\nhttps://youtu.be/x\n#夜空#\n", posted.Screen.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains(
            "http://service.weibo.com/share/share.php?url=https%3A%2F%2Fyoutu.be%2Fx&title=",
            posted.Screen,
            StringComparison.Ordinal
        );
        Assert.Contains("夜空电台", posted.Screen, StringComparison.Ordinal);
        Assert.Contains("█", posted.Screen, StringComparison.Ordinal);

        var listed = await host.RunAsync("deliveries", "--json");
        var delivery = JsonNode.Parse(listed.Output)!["deliveries"]!.AsArray().Single()!;
        Assert.Equal("DELIVERY_STATE_HANDED_OFF", (string?)delivery["state"]);
        var again = await host.RunAsync("deliveries", (string)delivery["post"]!, "--language", "zh");
        Assert.Contains("待您发布", again.Screen, StringComparison.Ordinal);
        Assert.Contains("扫码", again.Screen, StringComparison.Ordinal);

        var said = await host.RunAsync("deliveries", "resolve", (string)delivery["name"]!, "there", "--uri", "https://weibo.com/1/x");
        Assert.Equal(0, said.Code);
        Assert.Contains("https://weibo.com/1/x", said.Screen.ReplaceLineEndings("").Replace(" ", ""), StringComparison.Ordinal);
        Assert.Equal(1, (await host.RunAsync("deliveries", "resolve", (string)delivery["name"]!, "not-there")).Code);
    }
}
