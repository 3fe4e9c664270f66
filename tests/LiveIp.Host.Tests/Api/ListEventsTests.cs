using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Host.Tests.Api;

public sealed class ListEventsTests
{
    [Fact]
    public async Task Pages_hold_every_event_once()
    {
        await using var host = TestHost.Start();
        await host.Log.WriteAsync([.. Enumerable.Range(0, 25).Select(static i => Sample.Chat($"e{i}"))]);
        var client = new EventService.EventServiceClient(host.Channel);
        var request = new ListEventsRequest { PageSize = 10 };
        var sizes = new List<int>();
        var ids = new List<string>();
        do
        {
            var page = await client.ListEventsAsync(request, cancellationToken: Deadline.Token());
            sizes.Add(page.Events.Count);
            ids.AddRange(page.Events.Select(static e => e.Id));
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);

        Assert.Equal([10, 10, 5], sizes);
        Assert.Equal(Enumerable.Range(0, 25).Select(static i => $"e{i}"), ids);
    }

    [Fact]
    public async Task Big_events_make_small_pages_and_small_batches()
    {
        await using var host = TestHost.Start();
        // Twelve megabytes: three times what a client takes in one message.
        var text = new string('x', 300_000);
        await host.Log.WriteAsync([.. Enumerable.Range(0, 40).Select(i => Sample.Chat($"e{i}", text: text))]);
        var client = new EventService.EventServiceClient(host.Channel);
        var request = new ListEventsRequest { PageSize = 1000 };
        var ids = new List<string>();
        do
        {
            var page = await client.ListEventsAsync(request, cancellationToken: Deadline.Token());
            ids.AddRange(page.Events.Select(static e => e.Id));
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);

        var expected = Enumerable.Range(0, 40).Select(static i => $"e{i}").ToArray();
        Assert.Equal(expected, ids);
        using var watcher = new Watcher(host.Channel, new() { AfterSequence = 0 });
        Assert.Equal(expected, await watcher.IdsAsync(40));
    }

    [Fact]
    public async Task Filter_and_time_restrict_and_a_token_is_bound_to_them()
    {
        var clock = new FakeTimeProvider(Sample.Start);
        await using var host = TestHost.Start(clock: clock);
        await host.Log.WriteAsync(Sample.Chat("a"), Sample.Likes("b", 1));
        clock.Advance(TimeSpan.FromHours(1));
        await host.Log.WriteAsync(Sample.Chat("c"), Sample.Likes("d", 1), Sample.Chat("e"));
        var client = new EventService.EventServiceClient(host.Channel);
        var request = new ListEventsRequest
        {
            Filter = new() { Kinds = { "chat_message" } },
            StartTime = Timestamp.FromDateTimeOffset(Sample.Start.AddMinutes(1)),
            PageSize = 1,
        };

        var page = await client.ListEventsAsync(request, cancellationToken: Deadline.Token());
        Assert.Equal("c", page.Events.Single().Id);
        request.PageToken = page.NextPageToken;
        Assert.Equal("e", (await client.ListEventsAsync(request, cancellationToken: Deadline.Token())).Events.Single().Id);

        request.StartTime = null;
        var fields = await RpcAssert.FailsAsync(
            StatusCode.InvalidArgument,
            "RESUME_TOKEN_FOREIGN",
            async () => await client.ListEventsAsync(request, cancellationToken: Deadline.Token())
        );
        Assert.Equal(["page_token"], fields);
    }

    [Fact]
    public async Task Wrong_fields_are_named()
    {
        await using var host = TestHost.Start();
        var client = new EventService.EventServiceClient(host.Channel);
        var request = new ListEventsRequest
        {
            PageSize = -1,
            StartTime = new() { Seconds = 100 },
            EndTime = new() { Seconds = 100 },
            Filter = new() { Channels = { "channels/a/b" } },
        };
        var fields = await RpcAssert.FailsAsync(
            StatusCode.InvalidArgument,
            "INVALID_FIELD",
            async () => await client.ListEventsAsync(request, cancellationToken: Deadline.Token())
        );
        Assert.Equal(["end_time", "filter.channels[0]", "page_size"], fields.Order());

        fields = await RpcAssert.FailsAsync(
            StatusCode.InvalidArgument,
            "INVALID_FIELD",
            async () => await client.ListEventsAsync(new() { EndTime = new() { Nanos = -5 } }, cancellationToken: Deadline.Token())
        );
        Assert.Equal(["end_time"], fields);
    }
}
