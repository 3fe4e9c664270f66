using Grpc.Core;
using LiveIp.Host.Distribution;
using LiveIp.Host.Operations.Backup;
using LiveIp.Host.Storage;
using LiveIp.Host.Tests.Distribution;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Operations;

[Collection(nameof(OperationsHost))]
public sealed class BackupTests : IAsyncLifetime
{
    private readonly TempDirectory _directory = new();
    private OperationsHost _host = null!;

    private string Target => _directory.File("backup");

    private string Restored => _directory.File("restored");

    public async ValueTask InitializeAsync() => _host = await OperationsHost.StartAsync(_directory.File("data"));

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_backup_under_load_holds_each_checkpoint_with_exactly_its_events()
    {
        await WriteAsync(0, 50);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Deadline.Token());
        var writing = Task.Run(async () =>
        {
            var next = 50;
            for (; !enough.IsCancellationRequested; next++)
            {
                await WriteAsync(next, next + 1);
            }

            return next;
        });

        var finished = await BackUpAsync();
        await enough.CancelAsync();
        var written = await writing;

        Assert.InRange(finished.LastSequence, 50, written);
        Assert.Equal(_host.Log.LogId, finished.LogId);
        BackupRestore.Restore(Target, Restored, Deadline.Token());
        await using var restored = await OperationsHost.StartAsync(Restored);
        Assert.Equal(finished.LastSequence, restored.Log.LastSequence);
        // Event n was written with checkpoint n + 1.
        Assert.Equal(finished.LastSequence.ToString(), restored.Log.GetMark(Sample.Channel)!.Checkpoint);
        Assert.Equal($"e{finished.LastSequence - 1}", restored.Log.Read(finished.LastSequence - 1, 10).Single().Parse().Id);

        // What the backup knows is known after it too, and what came later is taken again.
        await restored.Log.WriteAsync(Sample.Chat("e0"), Sample.Chat($"e{finished.LastSequence}"));
        Assert.Equal(finished.LastSequence + 1, restored.Log.LastSequence);
    }

    [Fact]
    public async Task Keys_that_lie_elsewhere_are_not_in_the_backup()
    {
        await WriteAsync(0, 1);
        var options = new LiveIpOptions { DataDirectory = _directory.File("data"), KeyDirectory = _directory.File("keys") };

        new BackupMaker(options, TimeProvider.System).Make(Target, new BackupProgress(), Deadline.Token());

        Assert.True(File.Exists(Path.Combine(Target, "state.db")));
        Assert.False(Directory.Exists(Path.Combine(Target, "keys")));
    }

    [Fact]
    public async Task A_restored_log_refuses_the_tokens_of_the_one_that_went_on()
    {
        await WriteAsync(0, 3);
        await BackUpAsync();
        string token;
        using (var watcher = new Watcher(_host.Grpc, new WatchEventsRequest { AfterSequence = 0 }))
        {
            await watcher.IdsAsync(3);
            token = watcher.Token;
        }

        BackupRestore.Restore(Target, Restored, Deadline.Token());
        await using var restored = await OperationsHost.StartAsync(Restored);

        Assert.NotEqual(_host.Log.LogId, restored.Log.LogId);
        using var call = new EventService.EventServiceClient(restored.Grpc).WatchEvents(
            new WatchEventsRequest { ResumeToken = token },
            cancellationToken: Deadline.Token()
        );
        await RpcAssert.FailsAsync(
            StatusCode.FailedPrecondition,
            "RESUME_TOKEN_FOREIGN",
            () => call.ResponseStream.MoveNext(Deadline.Token())
        );
    }

    [Fact]
    public async Task Secrets_come_with_their_keys_and_the_token_of_the_api_stays_behind()
    {
        _host.Get<ISecretVault>().Write("channels/one", "refresh_token", "a secret of somebody");
        await BackUpAsync();

        Assert.False(File.Exists(Path.Combine(Target, "api-token")));
        Assert.False(File.Exists(Path.Combine(Target, "host.lock")));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Target));
        }

        BackupRestore.Restore(Target, Restored, Deadline.Token());
        await using var restored = await OperationsHost.StartAsync(Restored);
        Assert.Equal("a secret of somebody", restored.Get<ISecretVault>().Read("channels/one", "refresh_token"));
        Assert.NotEqual(_host.Token, restored.Token);
    }

    [Fact]
    public async Task What_waited_to_be_posted_is_not_posted_again()
    {
        // There is no such distributor here, so it waits.
        _host.Get<OutboxStore>().Create(TimeProvider.System, "We are live", ["nobody"]);
        await BackUpAsync();
        Assert.Equal(DeliveryState.Pending, Only(_host).Message.State);

        BackupRestore.Restore(Target, Restored, Deadline.Token());
        await using var restored = await OperationsHost.StartAsync(Restored);

        var delivery = Only(restored).Message;
        Assert.Equal(DeliveryState.Unconfirmed, delivery.State);
        Assert.Contains("look before posting again", delivery.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_that_will_not_do_is_refused_with_a_sentence_and_left_alone()
    {
        Assert.Equal(["directory"], await RpcAssert.FailsAsync(StatusCode.InvalidArgument, "INVALID_FIELD", () => BackUpAsync("relative")));
        Directory.CreateDirectory(Target);
        foreach (var wrong in new[] { Target, Path.Combine(_host.Data, "inside"), _directory.File("nowhere/deeper") })
        {
            await RpcAssert.FailsAsync(StatusCode.FailedPrecondition, "DIRECTORY_REFUSED", () => BackUpAsync(wrong));
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(Target));
        Assert.Equal(["backup", "data"], Directory.EnumerateFileSystemEntries(_directory.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_damaged_or_unfinished_backup_and_a_full_target_are_refused_before_anything_is_written()
    {
        await WriteAsync(0, 3);
        await BackUpAsync();
        Directory.CreateDirectory(Restored);
        File.WriteAllText(Path.Combine(Restored, "mine"), "");
        Assert.Contains("not empty", Refused(), StringComparison.Ordinal);
        File.Delete(Path.Combine(Restored, "mine"));

        var log = Path.Combine(Target, "log.db");
        var bytes = File.ReadAllBytes(log);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(log, bytes);
        Assert.Contains("log.db is damaged", Refused(), StringComparison.Ordinal);
        File.Delete(log);
        Assert.Contains("log.db is missing", Refused(), StringComparison.Ordinal);
        File.Delete(Path.Combine(Target, BackupManifest.FileName));
        Assert.Contains("no finished backup", Refused(), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Restored));
        Assert.DoesNotContain(Directory.EnumerateDirectories(_directory.Path), static d => d.EndsWith(".part", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_manifest_that_leads_out_of_the_backup_is_refused()
    {
        await BackUpAsync();
        var manifest = BackupManifest.Read(Target);
        File.WriteAllText(_directory.File("outside"), "");
        (manifest with { Files = [.. manifest.Files, BackupFile.Describe(Target, _directory.File("outside"))] }).Write(Target);

        Assert.Contains("outside of the backup", Refused(), StringComparison.Ordinal);
    }

    private string Refused()
    {
        using var errors = new StringWriter();
        Assert.Equal(2, RestoreCommand.Run(new(Target), new(Restored), TextWriter.Null, errors, Deadline.Token()));
        return errors.ToString();
    }

    private async Task WriteAsync(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            await _host.Log.AppendAsync(
                Sample.Batch(Sample.Chat($"e{i}")) with
                {
                    Checkpoint = (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
                },
                CancellationToken.None
            );
        }

        await _host.Log.FlushAsync(CancellationToken.None);
    }

    private async Task<CreateBackupResponse.Types.Finished> BackUpAsync(string? directory = null)
    {
        using var call = new BackupService.BackupServiceClient(_host.Grpc).CreateBackup(
            new CreateBackupRequest { Directory = directory ?? Target },
            cancellationToken: Deadline.Token()
        );
        CreateBackupResponse? last = null;
        await foreach (var response in call.ResponseStream.ReadAllAsync(Deadline.Token()))
        {
            last = response;
        }

        return last!.Finished;
    }

    private static DeliveryRow Only(OperationsHost host) => Assert.Single(host.Get<OutboxStore>().List(null, 0, 10).Deliveries);
}
