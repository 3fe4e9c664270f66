using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Grpc.Core;
using LiveIp.EndToEnd.Tests.Support;
using LiveIp.Host.Demo;
using LiveIp.V1;

namespace LiveIp.EndToEnd.Tests.Posting;

/// <summary>A video from a file on the disk to the emulated YouTube, by the host as a process.</summary>
public sealed class VideoUploadTests
{
    private const string Title = "The comet of last night";

    [Fact]
    public async Task A_host_that_is_killed_while_the_last_part_is_out_finds_the_video_and_uploads_no_other()
    {
        var deadline = Deadline.In(90);
        using var data = new TempDirectory();
        var clip = data.File("comet.mp4");
        await File.WriteAllBytesAsync(clip, [0, 0, 0, 0x10, .. "ftypisom"u8, 0, 0, 2, 0, .. new byte[3_000_000]], deadline);
        await using var emulators = await EmulatorChild.StartAsync([], deadline);
        string post;
        await using (var host = await StartAsync(data.Path, deadline))
        {
            using var grpc = host.Connect();
            await SetUpAsync(grpc, emulators, deadline);
            var posts = new PostService.PostServiceClient(grpc);
            // Every call takes its time, so that a kill meets the last part.
            await emulators.OrderFaultAsync(
                new
                {
                    platform = "youtube",
                    kind = "slow",
                    seconds = 600,
                    milliseconds = 400,
                },
                deadline
            );
            post = (await posts.CreatePostAsync(Request(clip), cancellationToken: deadline)).Post.Name;
            Assert.Equal(
                DeliveryState.Sending,
                (await StateAsync(posts, post, static s => s is not DeliveryState.Pending, deadline)).State
            );
            await host.KillAsync();
        }

        await using var next = await StartAsync(data.Path, deadline);
        using var again = next.Connect();
        var delivered = await StateAsync(
            new PostService.PostServiceClient(again),
            post,
            static s => s is DeliveryState.Delivered,
            deadline
        );

        var video = Assert.Single(await VideosAsync(emulators.Config, delivered.RemoteId, deadline));
        Assert.Equal((Title, "public"), ((string?)video["snippet"]!["title"], (string?)video["status"]!["privacyStatus"]));
        Assert.StartsWith("https://www.youtube.com/", delivered.RemoteUri, StringComparison.Ordinal);
        // Ids count up, so a second video would have the next.
        Assert.Empty(await VideosAsync(emulators.Config, "LvIpUp00002", deadline));
        Assert.DoesNotContain("upload_id", next.Said, StringComparison.Ordinal);
    }

    /// <summary>What ffprobe would say of a file that is mostly zeros is not what this is about.</summary>
    private static Task<HostProcess> StartAsync(string data, CancellationToken cancellationToken) =>
        HostProcess.StartAsync(data, cancellationToken, arguments: ["--ffprobe", "no-ffprobe"]);

    private static CreatePostRequest Request(string clip) =>
        new()
        {
            Post = new Post { Title = Title, Text = "Over a quiet lake" },
            Distributors = { "youtube-video" },
            Media = { new MediaSource { Path = clip } },
            RequestId = "comet",
        };

    private static async Task SetUpAsync(Grpc.Net.Client.GrpcChannel grpc, EmulatorChild emulators, CancellationToken cancellationToken)
    {
        var names = await new DemoSetup(grpc).ConnectAsync(emulators.Config, cancellationToken);
        await new PluginService.PluginServiceClient(grpc).UpdateSettingsAsync(
            new UpdateSettingsRequest
            {
                Extension = "youtube-video",
                Values =
                {
                    ["channel"] = names["youtube"],
                    ["restBaseUri"] = (string)emulators.Config["youtube"]!["settings"]!["restBaseUri"]!,
                },
            },
            cancellationToken: cancellationToken
        );
    }

    /// <summary>The first state that is meant.</summary>
    private static async Task<Delivery> StateAsync(
        PostService.PostServiceClient posts,
        string post,
        Predicate<DeliveryState> isMeant,
        CancellationToken cancellationToken
    )
    {
        using var watch = posts.WatchDeliveries(new WatchDeliveriesRequest { Post = post }, cancellationToken: cancellationToken);
        await foreach (var told in watch.ResponseStream.ReadAllAsync(cancellationToken))
        {
            if (told.Deliveries.FirstOrDefault(d => isMeant(d.State)) is { } delivery)
            {
                return delivery;
            }
        }

        throw new InvalidOperationException("The watch ended.");
    }

    private static async Task<IReadOnlyList<JsonNode>> VideosAsync(JsonObject config, string id, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = new Uri((string)config["youtube"]!["settings"]!["restBaseUri"]!) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            (string)config["youtube"]!["channel"]!["secrets"]!["access_token"]!
        );
        var answer = await client.GetStringAsync($"youtube/v3/videos?part=snippet,status&id={id}", cancellationToken);
        return [.. JsonNode.Parse(answer)!["items"]!.AsArray().Select(static i => i!)];
    }
}
