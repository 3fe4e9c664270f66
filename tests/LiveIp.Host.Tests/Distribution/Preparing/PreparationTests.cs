using LiveIp.Contracts;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Distribution;
using LiveIp.Host.Distribution.Media;
using LiveIp.Host.Storage;
using LiveIp.Host.Tests.Distribution.Media;
using LiveIp.Host.Tests.Distribution.Support;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveIp.Host.Tests.Distribution.Preparing;

/// <summary>What is done before a post is sent, and what files become of meanwhile.</summary>
public sealed class PreparationTests : IAsyncLifetime
{
    private readonly MediaFiles _files = new();
    private readonly MediaNetwork _network = new("videos");
    private readonly OutboxRig _rig = new();
    private int _posts;

    public ValueTask InitializeAsync()
    {
        _rig.Registry.AllDistributors.Add(_network);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        _files.Dispose();
    }

    [Fact]
    public async Task The_files_come_with_the_attempt_as_they_were_accepted()
    {
        byte[]? read = null;
        _network.Deliver = async context =>
        {
            await using var stream = context.Media.Single().OpenRead();
            read = new byte[stream.Length];
            await stream.ReadExactlyAsync(read);
            return new DeliveryResult { Outcome = DeliveryOutcome.Delivered };
        };
        var path = _files.Video(bytes: 7000);
        var name = await PostAsync(path);
        await _rig.StartAsync();

        await _rig.InStateAsync(name, DeliveryState.Delivered);

        Assert.Equal(await File.ReadAllBytesAsync(path, Deadline.Token()), read);
        Assert.Equal(["clip.mp4"], _network.Sent);
    }

    [Theory]
    [InlineData("changed")]
    [InlineData("longer")]
    [InlineData("gone")]
    public async Task A_file_that_is_not_the_accepted_one_any_more_is_not_sent(string how)
    {
        var path = _files.Video();
        var name = await PostAsync(path);
        switch (how)
        {
            case "changed":
                File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddSeconds(1));
                break;
            case "longer":
                var at = File.GetLastWriteTimeUtc(path);
                await File.AppendAllTextAsync(path, "x", Deadline.Token());
                File.SetLastWriteTimeUtc(path, at);
                break;
            default:
                File.Delete(path);
                break;
        }

        await _rig.StartAsync();
        var failed = await _rig.InStateAsync(name, DeliveryState.Failed);

        Assert.Contains("clip.mp4 is", failed.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetDirectoryName(path)!, failed.Detail, StringComparison.Ordinal);
        Assert.Equal((0, 0), (_network.Prepared, _network.Sent.Count));
    }

    [Fact]
    public async Task While_the_network_is_at_work_it_is_asked_again_and_that_is_no_attempt()
    {
        var asked = 0;
        _network.Prepare = (_, _) =>
            Task.FromResult(++asked < 9 ? PrepareResult.Working(TimeSpan.FromSeconds(3), "It is at work.") : PrepareResult.Ready);
        var name = await PostAsync(_files.Video());
        await _rig.StartAsync();
        for (var i = 0; i < 8; i++)
        {
            await _rig.PassAsync(3);
        }

        var delivered = await _rig.InStateAsync(name, DeliveryState.Delivered);

        Assert.Equal((9, 1, 1), (asked, delivered.Attempts, _network.Sent.Count));
    }

    [Fact]
    public async Task One_that_fails_five_times_is_given_up_and_nothing_was_sent()
    {
        _network.Prepare = static (_, _) => throw new InvalidOperationException("https://upload.example/?token=hush");
        var name = await PostAsync(_files.Video());
        await _rig.StartAsync();
        foreach (var (made, pause) in new double[] { 1, 8, 50, 300 }.Index())
        {
            await _rig.Store.UntilAsync(name, d => d.Message.State == DeliveryState.Pending && d.Message.Attempts == made + 1);
            _rig.Clock.AdvanceSeconds(pause);
        }

        var failed = await _rig.InStateAsync(name, DeliveryState.Failed);
        Assert.Equal("Given up after 5 attempts. The distributor failed with InvalidOperationException.", failed.Detail);
        Assert.Equal((5, 0), (_network.Prepared, _network.Sent.Count));
    }

    [Fact]
    public async Task A_refusal_is_the_end()
    {
        _network.Prepare = static (_, _) => throw new AdapterException(FailureKind.Refused, "The account may not upload.");
        var name = await PostAsync(_files.Video());
        await _rig.StartAsync();

        Assert.Equal("The account may not upload.", (await _rig.InStateAsync(name, DeliveryState.Failed)).Detail);
        Assert.Empty(_network.Sent);
    }

    [Fact]
    public async Task A_host_that_ends_in_a_preparation_goes_on_where_it_was_and_nothing_is_uncertain()
    {
        var begun = new TaskCompletionSource();
        var seen = new List<string?>();
        _network.Prepare = async (context, token) =>
        {
            seen.Add(context.Checkpoint);
            if (context.Checkpoint is null)
            {
                await context.SaveCheckpointAsync("session-7", token);
                begun.SetResult();
                await Task.Delay(Timeout.Infinite, token);
            }

            return PrepareResult.Ready;
        };
        var name = await PostAsync(_files.Video());
        await _rig.StartAsync();
        await begun.Task.WaitAsync(Deadline.Token());
        Assert.Equal(DeliveryState.Pending, _rig.Store.List(null, 0, 10).Deliveries.Single().Message.State);

        await _rig.RestartAsync();
        var delivered = await _rig.InStateAsync(name, DeliveryState.Delivered);

        Assert.Equal([null, "session-7"], seen);
        Assert.Equal((1, 1), (delivered.Attempts, _network.Sent.Count));
    }

    [Fact]
    public async Task What_a_distributor_keeps_is_unreadable_on_the_disk_and_gone_with_the_delivery()
    {
        // As the host has it: secrets and deliveries in one database.
        await using var rig = new OutboxRig();
        rig.Registry.AllDistributors.Add(_network);
        var options = new LiveIpOptions { DataDirectory = Path.GetDirectoryName(rig.DatabasePath)! };
        using var vault = new SecretVault(options, NullLogger<SecretVault>.Instance);
        rig.Vault = vault;
        var (held, kept) = (new TaskCompletionSource<DeliveryResult>(), new TaskCompletionSource());
        _network.Prepare = static async (context, token) =>
        {
            await context.SaveCheckpointAsync("https://upload.example/?token=hush", token);
            return PrepareResult.Ready;
        };
        _network.Deliver = context =>
        {
            Assert.Equal("https://upload.example/?token=hush", context.Checkpoint);
            kept.SetResult();
            return held.Task;
        };
        var name = rig.Post("videos");
        await rig.StartAsync();
        await kept.Task.WaitAsync(Deadline.Token());
        Assert.Equal(1, Secrets(rig));
        Assert.False(Holds(rig, "hush"));

        held.SetResult(new DeliveryResult { Outcome = DeliveryOutcome.Delivered });
        await rig.InStateAsync(name, DeliveryState.Delivered);

        Assert.Equal(0, Secrets(rig));
    }

    private static long Secrets(OutboxRig rig) => rig.Database.Read(static c => c.Count("SELECT COUNT(*) FROM secrets"));

    private static bool Holds(OutboxRig rig, string text) =>
        Directory
            .EnumerateFiles(Path.GetDirectoryName(rig.DatabasePath)!)
            .Any(f =>
            {
                using var stream = new FileStream(f, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                var bytes = new byte[stream.Length];
                stream.ReadExactly(bytes);
                return bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;
            });

    private async Task<string> PostAsync(string path)
    {
        var inspector = new MediaInspector(
            new FfProbe(
                new LiveIpOptions { DataDirectory = "", FfProbe = _files.Answering() },
                TimeProvider.System,
                NullLogger<FfProbe>.Instance
            )
        );
        var media = await inspector.LookAsync([new MediaSource { Path = path }], Deadline.Token());
        return _rig
            .Store.Create(
                new Post { Text = "Look" },
                [new PlannedDelivery("videos", Rendered: null)],
                DeliveryTerms.Of(Post.Types.Kind.Message, notBefore: null, notAfter: null, _rig.Clock.GetUtcNow()),
                $"request-{++_posts}",
                "f",
                media
            )
            .Deliveries[0]
            .Message.Name;
    }
}
