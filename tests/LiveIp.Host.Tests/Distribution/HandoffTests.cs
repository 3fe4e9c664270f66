using LiveIp.Contracts;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Distribution;
using LiveIp.Host.Distribution.HandingOff;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Distribution.Support;
using LiveIp.V1;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveIp.Host.Tests.Distribution;

/// <summary>What is made for a person, and what becomes of it while nobody says anything.</summary>
public sealed class HandoffTests : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("liveip-handoff").FullName;
    private readonly TestClock _clock = new();
    private readonly TestRegistry _registry = new();
    private readonly StateDatabase _database;
    private readonly OutboxStore _store;
    private OutboxWorker? _worker;
    private int _made;
    private Func<IDeliveryContext, Task<HandoffKit>> _prepare = static context => Task.FromResult(Kit(context));

    public HandoffTests()
    {
        _database = new StateDatabase(new LiveIpOptions { DataDirectory = _directory });
        _store = new OutboxStore(_database, _clock);
    }

    public ValueTask InitializeAsync()
    {
        _registry.AllDistributors.Add(
            new TestHandoff(
                "xiaohongshu",
                (_, context) =>
                {
                    _made++;
                    return _prepare(context);
                }
            )
        );
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _database.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task What_was_made_is_kept_with_the_delivery_and_is_no_delivery()
    {
        var name = Post();
        await StartAsync();

        var row = await UntilAsync(name, DeliveryState.HandedOff);

        var handoff = row.Message.Handoff;
        Assert.Equal(("Tea and stars", "https://example.org/share?a=b"), (handoff.Caption, handoff.Uri));
        Assert.Equal(("Paste it.", "粘贴。"), (handoff.Steps.Single().Text, handoff.Steps.Single().TextZh));
        Assert.Equal(_clock.GetUtcNow().AddDays(1), handoff.Expires.ToDateTimeOffset());
        Assert.Equal((1, "", ""), (row.Message.Attempts, row.Message.RemoteId, row.Message.RemoteUri));
    }

    [Fact]
    public async Task It_outlives_a_restart_and_is_not_made_again()
    {
        var name = Post();
        await StartAsync();
        await UntilAsync(name, DeliveryState.HandedOff);
        await StopAsync();
        await StartAsync();
        await _clock.ArmedAsync(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30));

        Assert.Equal(1, _made);
        Assert.Equal("Tea and stars", (await UntilAsync(name, DeliveryState.HandedOff)).Message.Handoff.Caption);
    }

    [Theory]
    [InlineData(null, 86_400)]
    [InlineData(7200, 7200)]
    [InlineData(200_000, 86_400)]
    public async Task It_expires_with_its_time_or_with_its_address(int? kit, int seconds)
    {
        _prepare = context => Task.FromResult(Kit(context) with { Expires = kit is { } s ? _clock.GetUtcNow().AddSeconds(s) : null });
        var name = Post();
        await StartAsync();
        var handedOff = await UntilAsync(name, DeliveryState.HandedOff);
        Assert.Equal(_clock.GetUtcNow().AddSeconds(seconds), handedOff.Message.Handoff.Expires.ToDateTimeOffset());
        await StopAsync();

        _clock.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.Empty(_store.Due(_clock));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await StartAsync();

        Assert.Equal("Nobody said in its time that it was published.", (await UntilAsync(name, DeliveryState.Expired)).Message.Detail);
        Assert.Equal(1, _made);
    }

    [Fact]
    public async Task What_waits_for_a_person_keeps_nothing_else_from_being_handed_off()
    {
        var first = Post();
        await StartAsync();
        await UntilAsync(first, DeliveryState.HandedOff);

        await UntilAsync(Post("r2"), DeliveryState.HandedOff);

        Assert.Equal(2, _made);
    }

    [Theory]
    [InlineData(FailureKind.Refused, DeliveryState.Failed)]
    [InlineData(FailureKind.SignInRequired, DeliveryState.Failed)]
    [InlineData(FailureKind.Transient, DeliveryState.Pending)]
    public async Task What_cannot_be_made_fails_or_is_tried_again(FailureKind kind, DeliveryState state)
    {
        _prepare = _ => throw new AdapterException(kind, "The app may not share.");
        var name = Post();
        await StartAsync();

        var row = await _store.UntilAsync(name, static d => d.Message.Attempts == 1);

        Assert.Equal((state, "The app may not share."), (row.Message.State, row.Message.Detail));
        Assert.Null(row.Message.Handoff);
    }

    [Fact]
    public async Task A_secret_in_an_exception_stays_out_and_the_next_attempt_makes_it()
    {
        _prepare = _ => throw new InvalidOperationException("https://hook/?token=hunter2");
        var name = Post();
        await StartAsync();
        var failed = await _store.UntilAsync(name, static d => d.Message.Attempts == 1);
        Assert.DoesNotContain("hunter2", failed.Message.Detail, StringComparison.Ordinal);

        _prepare = static context => Task.FromResult(Kit(context));
        await _clock.ArmedAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(2, (await UntilAsync(name, DeliveryState.HandedOff)).Message.Attempts);
    }

    [Theory]
    [InlineData(" ", 1)]
    [InlineData("a", 0)]
    [InlineData("a", 21)]
    public async Task A_kit_that_nobody_could_publish_with_is_a_failure(string caption, int steps)
    {
        _prepare = context =>
            Task.FromResult(
                Kit(context) with
                {
                    Caption = caption,
                    Steps = [.. Enumerable.Repeat(new HandoffAction("Paste it.", "粘贴。"), steps)],
                }
            );
        var name = Post();
        await StartAsync();

        Assert.Null((await UntilAsync(name, DeliveryState.Failed)).Message.Handoff);
    }

    [Fact]
    public async Task Forgotten_names_are_taken_out_of_the_caption_the_steps_and_the_address()
    {
        _prepare = context =>
            Task.FromResult(
                Kit(context) with
                {
                    Caption = "Thanks to Wan Er",
                    Address = new Uri("https://example.org/share?title=Thanks%20to%20Wan%20Er"),
                    Steps = [new HandoffAction("Greet Wan Er.", "问候 Wan Er。")],
                }
            );
        var name = Post();
        await StartAsync();
        await UntilAsync(name, DeliveryState.HandedOff);

        _database.Write(c =>
        {
            HandoffRows.Clean(c, static text => text.Replace("Wan Er", "…", StringComparison.Ordinal));
            return 0;
        });

        var handoff = (await UntilAsync(name, DeliveryState.HandedOff)).Message.Handoff;
        Assert.Equal(("Thanks to …", ""), (handoff.Caption, handoff.Uri));
        Assert.Equal(("Greet ….", "问候 …。"), (handoff.Steps.Single().Text, handoff.Steps.Single().TextZh));
    }

    private static HandoffKit Kit(IDeliveryContext context) =>
        new()
        {
            Caption = context.Rendered!.Text,
            Address = new Uri("https://example.org/share?a=b"),
            Steps = [new HandoffAction("Paste it.", "粘贴。")],
        };

    private string Post(string requestId = "r1") =>
        _store
            .Create(
                new Post { Text = "Tea and stars" },
                [new PlannedDelivery("xiaohongshu", new RenderedPost { Text = "Tea and stars" })],
                DeliveryTerms.Of(LiveIp.V1.Post.Types.Kind.Message, notBefore: null, notAfter: null, _clock.GetUtcNow()),
                requestId,
                "f"
            )
            .Deliveries[0]
            .Message.Name;

    private Task<DeliveryRow> UntilAsync(string name, DeliveryState state) => _store.UntilAsync(name, d => d.Message.State == state);

    private async Task StartAsync() => _worker = await TestWorker.StartAsync(_store, _database, _registry, _clock);

    private async Task StopAsync()
    {
        if (_worker is not null)
        {
            await _worker.StopAsync(CancellationToken.None);
            _worker.Dispose();
            _worker = null;
        }
    }
}
