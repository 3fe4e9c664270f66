using System.Diagnostics;
using Google.Protobuf;
using Grpc.Core;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.Truth;
using LiveIp.Emulators.YouTube;
using MessageType = LiveIp.Emulators.YouTube.Wire.LiveChatMessageSnippet.Types.TypeWrapper.Types.Type;

namespace LiveIp.Emulators.Tests.YouTube;

public sealed class StreamListTests : IAsyncLifetime
{
    private EmulatedYouTube _youtube = null!;

    public async ValueTask InitializeAsync() => _youtube = await EmulatedYouTube.StartAsync();

    public ValueTask DisposeAsync() => _youtube.DisposeAsync();

    [Fact]
    public async Task The_first_response_is_the_recent_history_and_then_it_goes_on_live()
    {
        _youtube.Chat(Enumerable.Range(0, 80).Select(i => $"{i}"));
        using var stream = _youtube.Stream();

        var first = await stream.NextAsync();
        _youtube.Chat("live");
        var second = await stream.NextAsync();

        Assert.Equal((75, "5"), (first.Items.Count, first.Items[0].Snippet.TextMessageDetails.MessageText));
        Assert.Equal("live", Assert.Single(second.Items).Snippet.TextMessageDetails.MessageText);
        Assert.NotEqual(first.NextPageToken, second.NextPageToken);
        Assert.Equal(5, _youtube.Stage.Quota.Used);
        Assert.Equal(5, _youtube.Truth.Rows.Count(row => row is { Class: Fate.Unrecoverable, Reason: "no session" }));
        Assert.Equal(76, _youtube.Truth.Rows.Count(row => row.Class == Fate.Delivered));
    }

    [Theory]
    [InlineData(nameof(FaultKind.Drop))]
    [InlineData(nameof(FaultKind.EndFeed))]
    public async Task Going_on_by_token_gives_exactly_what_was_missed(string kind)
    {
        using var stream = _youtube.Stream();
        _ = await stream.NextAsync();
        _youtube.Chat("a");
        Assert.Equal(["a"], await stream.TextsAsync(1));

        _youtube.Order(Enum.Parse<FaultKind>(kind));
        var status = await stream.EndAsync();
        _youtube.Chat("b", "c");
        Assert.Equal(2, _youtube.Truth.Rows.Count(row => row.Class == Fate.Replayable));
        _youtube.Reconnect();
        using var next = _youtube.Stream(stream.LastToken);

        Assert.Equal(kind == nameof(FaultKind.EndFeed), status == StatusCode.OK);
        Assert.Equal(["b", "c"], await next.TextsAsync(2));
        Assert.All(_youtube.Truth.Rows, row => Assert.Equal(Fate.Delivered, row.Class));
        Assert.Equal(10, _youtube.Stage.Quota.Used);
    }

    [Fact]
    public async Task A_stream_ends_with_OK_after_its_lifetime()
    {
        await using var brief = await EmulatedYouTube.StartAsync(new YouTubeEmulatorOptions { StreamLifetime = TimeSpan.FromSeconds(10) });
        using var stream = brief.Stream();
        _ = await stream.NextAsync();

        brief.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(StatusCode.OK, await stream.EndAsync());
    }

    [Fact]
    public async Task A_stalled_stream_says_nothing_and_then_goes_on_from_where_it_was()
    {
        using var stream = _youtube.Stream();
        _ = await stream.NextAsync();
        _youtube.Order(FaultKind.Stall, seconds: 30);
        _youtube.Chat("a", "b");
        var texts = stream.TextsAsync(2);
        await _youtube.LetOthersFinishAsync();
        Assert.False(texts.IsCompleted);
        Assert.All(_youtube.Truth.Rows, row => Assert.Equal(Fate.Replayable, row.Class));

        // The stream may only now begin to wait: the clock moves until it has waited long enough.
        while (!texts.IsCompleted)
        {
            _youtube.Clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        Assert.Equal(["a", "b"], await texts);
        Assert.True(_youtube.Clock.GetUtcNow() - _youtube.Clock.Start >= TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task What_falls_out_of_the_history_before_anybody_read_it_is_lost()
    {
        await using var brief = await EmulatedYouTube.StartAsync(new YouTubeEmulatorOptions { HistoryMessages = 10, RecentMessages = 10 });
        using var stream = brief.Stream();
        _ = await stream.NextAsync();
        brief.Order(FaultKind.Drop);
        Assert.NotEqual(StatusCode.OK, await stream.EndAsync());

        brief.Reconnect();
        brief.Chat(Enumerable.Range(0, 13).Select(i => $"{i}"));
        using var next = brief.Stream(stream.LastToken);

        Assert.Equal("3", (await next.TextsAsync(10))[0]);
        Assert.Equal(3, brief.Truth.Rows.Count(row => row.Class == Fate.Unrecoverable));
        Assert.Equal(10, brief.Truth.Rows.Count(row => row.Class == Fate.Delivered));
    }

    [Fact]
    public async Task Rest_and_the_stream_take_each_others_tokens()
    {
        _youtube.Chat("a");
        var (_, page) = await _youtube.ChatPageAsync();
        _youtube.Chat("b");
        using var stream = _youtube.Stream((string)page["nextPageToken"]!);
        Assert.Equal(["b"], await stream.TextsAsync(1));
        _youtube.Chat("c");

        var (status, next) = await _youtube.ChatPageAsync(stream.LastToken);

        Assert.Equal(200, status);
        Assert.Equal("c", (string)Assert.Single(next["items"]!.AsArray())!["snippet"]!["displayMessage"]!);
    }

    [Fact]
    public async Task Refusals_have_their_status()
    {
        Assert.Equal(StatusCode.NotFound, await EndAsync(_youtube.Stream(chatId: "nobody")));
        Assert.Equal(StatusCode.InvalidArgument, await EndAsync(_youtube.Stream(pageToken: "foreign")));
        Assert.Equal(StatusCode.InvalidArgument, await EndAsync(_youtube.Stream(parts: "nonsense")));
        Assert.Equal(StatusCode.PermissionDenied, await EndAsync(_youtube.Stream(headers: [])));
        Assert.Equal(StatusCode.Unauthenticated, await EndAsync(_youtube.Stream(headers: new() { { "authorization", "Bearer wrong" } })));
        Assert.Equal(StatusCode.InvalidArgument, await EndAsync(_youtube.Stream(headers: new() { { "x-goog-api-key", "wrong" } })));
        foreach (
            var (fault, status) in new[]
            {
                (FaultKind.RateLimited, StatusCode.ResourceExhausted),
                (FaultKind.ServerError, StatusCode.Unavailable),
                (FaultKind.Unauthorized, StatusCode.Unauthenticated),
            }
        )
        {
            _youtube.Order(fault);
            Assert.Equal(status, await EndAsync(_youtube.Stream()));
        }

        _youtube.Token = _youtube.Stage.Access.Issue();
        _youtube.Order(FaultKind.QuotaExceeded);
        Assert.Equal(StatusCode.ResourceExhausted, await EndAsync(_youtube.Stream()));
    }

    [Fact]
    public async Task The_end_of_the_chat_ends_the_stream_and_refuses_the_next()
    {
        using var stream = _youtube.Stream(headers: new() { { "x-goog-api-key", new YouTubeEmulatorOptions().ApiKey } });
        _ = await stream.NextAsync();
        _youtube.Perform(n => new BroadcastEndEvent(n, TimeSpan.Zero, "bye"));

        var last = await stream.NextAsync();
        Assert.Equal(MessageType.ChatEndedEvent, Assert.Single(last.Items).Snippet.Type);
        Assert.False(last.Items[0].Snippet.HasDisplayMessage);
        Assert.Equal(StatusCode.OK, await stream.EndAsync());
        Assert.Equal(StatusCode.FailedPrecondition, await EndAsync(_youtube.Stream(stream.LastToken)));
    }

    [Fact]
    public async Task Duplicates_swaps_and_garbage_leave_the_truth_alone()
    {
        using var stream = _youtube.Stream();
        _ = await stream.NextAsync();
        _youtube.Order(FaultKind.Duplicate);
        _youtube.Chat("a");
        Assert.Equal(["a", "a"], await stream.TextsAsync(2));
        _youtube.Order(FaultKind.Reorder);
        _youtube.Chat("b", "c");
        Assert.Equal(["c", "b"], await stream.TextsAsync(2));
        _youtube.Order(FaultKind.Reorder);
        _youtube.Chat("alone");
        _youtube.Perform(n => new AudienceEvent(n, TimeSpan.Zero, 1, 1));
        Assert.Equal(["alone"], await stream.TextsAsync(1));
        _youtube.Order(FaultKind.Malformed);
        _youtube.Chat("d");
        var items = (await stream.NextAsync()).Items;

        Assert.Equal(2, items.Count);
        Assert.Equal(4242, (int)items[0].Snippet.Type);
        Assert.Equal("d", items[1].Snippet.TextMessageDetails.MessageText);
        Assert.Equal(5, _youtube.Truth.Rows.Count);
        Assert.All(_youtube.Truth.Rows, row => Assert.Equal(Fate.Delivered, row.Class));
    }

    [Fact]
    public async Task Field_numbers_are_the_published_ones_and_a_gift_tells_nothing()
    {
        _youtube.Perform(n => new GiftEvent(n, TimeSpan.Zero, EmulatedYouTube.Ann, 1, 1, 1, false));
        using var request = new MemoryStream();
        using (var output = new CodedOutputStream(request))
        {
            output.WriteTag(1, WireFormat.WireType.LengthDelimited);
            output.WriteString(_youtube.ChatId);
            output.WriteTag(100, WireFormat.WireType.LengthDelimited);
            output.WriteString("snippet");
            output.Flush();
            var response = Fields(await _youtube.RawFirstResponseAsync(request.ToArray()));

            Assert.Superset(new HashSet<int> { 200, 201, 1004, 1007, 100602 }, response.Keys.ToHashSet());
            var item = Fields(response[1007]);
            Assert.Equal([2, 101, 200, 201], item.Keys.Order());
            var snippet = Fields(item[2]);
            Assert.Equal([1, 4, 16, 17, 34, 201, 301], snippet.Keys.Order());
            Assert.Equal(21, snippet[1][0]);
            Assert.Empty(snippet[34]);
        }
    }

    /// <summary>The last value of every field; varints as one byte.</summary>
    private static Dictionary<int, byte[]> Fields(byte[] message)
    {
        var fields = new Dictionary<int, byte[]>();
        var input = new CodedInputStream(message);
        while (input.ReadTag() is var tag and not 0)
        {
            fields[WireFormat.GetTagFieldNumber(tag)] = WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => [(byte)input.ReadInt64()],
                WireFormat.WireType.LengthDelimited => input.ReadBytes().ToByteArray(),
                var other => throw new UnreachableException($"{other}"),
            };
        }

        return fields;
    }

    private static async Task<StatusCode> EndAsync(ChatStream stream)
    {
        using (stream)
        {
            return await stream.EndAsync();
        }
    }
}
