using Grpc.Core;
using LiveIp.Host.Api.Errors;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Operations.Backup;

/// <summary>BackupService: a copy of the data while the host runs, one at a time.</summary>
internal sealed class BackupServiceApi(BackupMaker maker, TimeProvider clock, IHostApplicationLifetime host)
    : BackupService.BackupServiceBase
{
    private static readonly TimeSpan Told = TimeSpan.FromMilliseconds(500);
    private static readonly SemaphoreSlim One = new(1, 1);

    public override async Task CreateBackup(
        CreateBackupRequest request,
        IServerStreamWriter<CreateBackupResponse> responseStream,
        ServerCallContext context
    )
    {
        if (!Path.IsPathFullyQualified(request.Directory))
        {
            throw RpcErrors.InvalidArgument(ErrorReasons.InvalidField, ("directory", "must be an absolute path on the host's machine"));
        }

        if (!await One.WaitAsync(TimeSpan.Zero, context.CancellationToken))
        {
            throw RpcErrors.FailedPrecondition(ErrorReasons.BackupRunning, "Another backup is being made; wait until it has ended.");
        }

        try
        {
            await RunAsync(request.Directory, responseStream, context.CancellationToken);
        }
        finally
        {
            One.Release();
        }
    }

    private async Task RunAsync(string directory, IServerStreamWriter<CreateBackupResponse> stream, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, host.ApplicationStopping);
        var progress = new BackupProgress();
        // On a thread of its own: a client that reads slowly must not keep the snapshot open.
        var making = Task.Factory.StartNew(
            () => maker.Make(directory, progress, ending.Token),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        try
        {
            await TellAsync(making, progress, stream, ending.Token);
            var manifest = await making;
            var finished = new CreateBackupResponse.Types.Finished
            {
                Directory = directory,
                LogId = manifest.LogId,
                LastSequence = manifest.LastSequence,
                Bytes = manifest.Files.Sum(static f => f.Bytes),
                Files = manifest.Files.Count,
            };
            await stream.WriteAsync(new() { Finished = finished }, cancellationToken);
        }
        catch (InvalidOperationException error) when (making.IsFaulted)
        {
            throw RpcErrors.FailedPrecondition(ErrorReasons.DirectoryRefused, error.Message);
        }
        catch (Exception error)
            when (making.IsFaulted && error is IOException or UnauthorizedAccessException or SqliteException or InvalidDataException)
        {
            throw RpcErrors.Internal(
                ErrorReasons.BackupFailed,
                $"The backup could not be made, and nothing is left of it: {error.Message}"
            );
        }
        catch (OperationCanceledException) when (host.ApplicationStopping.IsCancellationRequested)
        {
            throw RpcErrors.Unavailable(ErrorReasons.HostStopping, "The host is stopping; nothing is left of the backup.");
        }
        finally
        {
            // Whatever broke off, the files go before another may begin.
            await ending.CancelAsync();
            await ((Task)making).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TellAsync(
        Task making,
        BackupProgress progress,
        IServerStreamWriter<CreateBackupResponse> stream,
        CancellationToken cancellationToken
    )
    {
        while (!making.IsCompleted)
        {
            var now = new CreateBackupResponse.Types.Progress
            {
                Step = progress.Step,
                DoneBytes = progress.Done,
                TotalBytes = progress.Total,
            };
            await stream.WriteAsync(new() { Progress = now }, cancellationToken);
            await Task.WhenAny(making, Task.Delay(Told, clock, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
