using System.Xml.Linq;
using Grpc.Core;
using LiveIp.EndToEnd.Tests.Support;
using LiveIp.V1;

namespace LiveIp.EndToEnd.Tests.Processes;

/// <summary>A feed can always be asked what is in it, so a host that is killed while it writes loses nothing and doubles nothing.</summary>
public sealed class FeedKillTests
{
    private const int Kills = 6;
    private const int PostsEach = 25;

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task A_host_killed_again_and_again_leaves_exactly_one_entry_for_each_post()
    {
        var deadline = Deadline.In(150);
        using var data = new TempDirectory();
        var feed = data.File("live.atom");
        for (var round = 0; round < Kills; round++)
        {
            await using var host = await HostProcess.StartAsync(data.Path, deadline);
            using var channel = host.Connect();
            if (round == 0)
            {
                await SetUpAsync(new PluginService.PluginServiceClient(channel), feed, deadline);
            }

            var posts = new PostService.PostServiceClient(channel);
            for (var n = 0; n < PostsEach; n++)
            {
                var request = new CreatePostRequest
                {
                    Post = new Post { Text = $"post {round}-{n}" },
                    Distributors = { "feed" },
                    RequestId = $"{round}-{n}",
                };
                await UntilLoadedAsync(() => posts.CreatePostAsync(request, cancellationToken: deadline).ResponseAsync, deadline);
            }

            // In the middle of the writing: some are in the feed, and others are not.
            await UntilAsync(() => Titles(feed).Count > round * PostsEach, deadline);
            await host.KillAsync();
            Assert.NotEmpty(Titles(feed));
        }

        await using var last = await HostProcess.StartAsync(data.Path, deadline);
        using var again = last.Connect();
        await UntilAsync(
            async () =>
            {
                var all = await new PostService.PostServiceClient(again).ListDeliveriesAsync(
                    new ListDeliveriesRequest { Post = "posts/-", PageSize = 1000 },
                    cancellationToken: deadline
                );
                return all.Deliveries.All(static d => d.State == DeliveryState.Delivered);
            },
            deadline
        );

        var expected = Enumerable.Range(0, Kills).SelectMany(static r => Enumerable.Range(0, PostsEach).Select(n => $"post {r}-{n}"));
        Assert.Equal(expected.Order(StringComparer.Ordinal), Titles(feed).Order(StringComparer.Ordinal));
    }

    private static Task SetUpAsync(PluginService.PluginServiceClient plugins, string feed, CancellationToken cancellationToken) =>
        UntilLoadedAsync(
            () =>
                plugins
                    .UpdateSettingsAsync(
                        new UpdateSettingsRequest { Extension = "feed", Values = { ["path"] = feed, ["entries"] = "500" } },
                        cancellationToken: cancellationToken
                    )
                    .ResponseAsync,
            cancellationToken
        );

    /// <summary>The file is whole whenever it is read.</summary>
    private static List<string> Titles(string feed) =>
        File.Exists(feed)
            ? [.. XDocument.Load(feed).Root!.Elements(Atom + "entry").Select(static e => e.Element(Atom + "title")!.Value)]
            : [];

    /// <summary>The host answers before its plugins are there.</summary>
    private static Task UntilLoadedAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken) =>
        UntilAsync(
            async () =>
            {
                try
                {
                    await call();
                    return true;
                }
                catch (RpcException e)
                    when (e.StatusCode is StatusCode.InvalidArgument or StatusCode.NotFound or StatusCode.FailedPrecondition)
                {
                    return false;
                }
            },
            cancellationToken
        );

    private static Task UntilAsync(Func<bool> holds, CancellationToken cancellationToken) =>
        UntilAsync(() => Task.FromResult(holds()), cancellationToken);

    private static async Task UntilAsync(Func<Task<bool>> holds, CancellationToken cancellationToken)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!await holds())
        {
            await ticks.WaitForNextTickAsync(cancellationToken);
        }
    }
}
