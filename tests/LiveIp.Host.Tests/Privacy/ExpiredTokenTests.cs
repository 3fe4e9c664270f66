using Google.Rpc;
using Grpc.Core;
using LiveIp.Host.Api;
using LiveIp.Host.Channels.Tokens;
using LiveIp.Host.Privacy.Retention;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Host.Tests.Privacy;

/// <summary>What a reader is told who comes back after retention has been there.</summary>
public sealed class ExpiredTokenTests : IAsyncLifetime
{
    private readonly TempDirectory _directory = new();
    private readonly FakeTimeProvider _clock = new(Sample.Start);
    private readonly TestHost _host;

    public ExpiredTokenTests() => _host = TestHost.Start(clock: _clock);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_token_behind_which_something_went_unread_is_refused_and_says_what_to_do()
    {
        await WriteAsync("youtube", "one", "two", "three");
        await WriteAsync("twitch", "four");
        var token = await ReadAsync(count: 1);
        await SweepAsync();

        var failure = await Assert.ThrowsAsync<RpcException>(() => FirstAsync(new() { ResumeToken = token }));

        var info = failure.GetRpcStatus()!.GetDetail<ErrorInfo>()!;
        Assert.Equal((StatusCode.FailedPrecondition, "RESUME_TOKEN_EXPIRED"), (failure.StatusCode, info.Reason));
        Assert.Equal(
            ("4", "1", "3"),
            (info.Metadata["oldest_sequence"], info.Metadata["token_sequence"], info.Metadata["removed_through"])
        );

        using var watcher = new Watcher(_host.Channel, new() { AfterSequence = 1 });
        var skipped = (await watcher.NextAsync()).Skipped;
        Assert.Equal((2, 3), (skipped.FromSequence, skipped.ToSequence));
        Assert.Equal(["four"], await watcher.IdsAsync(1));
    }

    [Fact]
    public async Task A_reader_who_was_told_may_go_on_with_what_it_has_though_others_around_it_are_gone()
    {
        await WriteAsync("twitch", "one");
        await WriteAsync("youtube", "two");
        await WriteAsync("twitch", "three");
        await WriteAsync("youtube", "four");
        await SweepAsync();

        string token;
        using (var watcher = new Watcher(_host.Channel, new() { AfterSequence = 0 }))
        {
            var skipped = (await watcher.NextAsync()).Skipped;
            Assert.Equal((1, 4), (skipped.FromSequence, skipped.ToSequence));
            token = watcher.Token;
        }

        using var again = new Watcher(_host.Channel, new() { ResumeToken = token });
        Assert.Equal(["one", "three"], await again.IdsAsync(2));
    }

    [Fact]
    public async Task A_token_holds_when_all_that_went_was_read_or_is_not_of_its_filter()
    {
        await WriteAsync("youtube", "one");
        await WriteAsync("twitch", "two");
        var read = await ReadAsync(count: 1);
        var filter = new EventFilter { Platforms = { "twitch" } };
        var other = await ReadAsync(count: 1, filter);
        await WriteAsync("twitch", "three");
        await SweepAsync();

        using var first = new Watcher(_host.Channel, new() { ResumeToken = read });
        using var second = new Watcher(_host.Channel, new() { ResumeToken = other, Filter = filter });

        Assert.Equal(["two", "three"], await first.IdsAsync(2));
        Assert.Equal(["three"], await second.IdsAsync(1));
    }

    // As a client has it that took so many events.
    private async Task<string> ReadAsync(int count, EventFilter? filter = null)
    {
        using var watcher = new Watcher(_host.Channel, new() { AfterSequence = 0, Filter = filter });
        var first = await watcher.UntilAsync(static r => r.Events.Count > 0);
        var hash = EventServiceFilter.Hash(EventServiceFilter.Read(filter, new()));
        return new EventServiceToken(_host.Log.LogId, hash).Write(first.Events[count - 1].Sequence);
    }

    private async Task FirstAsync(WatchEventsRequest request)
    {
        using var watcher = new Watcher(_host.Channel, request);
        await watcher.NextAsync();
    }

    private Task WriteAsync(string platform, params string[] ids) =>
        _host.Log.WriteAsync(
            Sample.Batch([.. ids.Select(static i => Sample.Chat(i))]) with
            {
                Channel = $"channels/{platform}",
                Platform = platform,
            }
        );

    private Task SweepAsync()
    {
        _clock.Advance(TimeSpan.FromDays(31));
        var rules = new RetentionRules(_directory.File("retention.json"));
        return new RetentionSweep(
            _host.Log,
            rules,
            new TokenBook(new MemoryVault(), null!, _clock),
            new(new(_host.Log, _clock)),
            _clock
        ).RunAsync(Deadline.Token());
    }
}
