using Grpc.Core;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Channels;
using LiveIp.Host.Events;
using LiveIp.Host.Import;
using LiveIp.Host.Import.Formats;
using LiveIp.Host.Import.History;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>ImportService: recordings and past broadcasts into the log.</summary>
internal sealed partial class ImportServiceApi(
    IEventLog log,
    ImportTarget target,
    RunningImports running,
    BroadcastDirectory broadcasts,
    HistorySources history,
    TimeProvider clock
) : ImportService.ImportServiceBase
{
    private const int LongestText = 256;

    public override async Task ImportRecording(
        ImportRecordingRequest request,
        IServerStreamWriter<ImportRecordingResponse> responses,
        ServerCallContext context
    )
    {
        var order = Order(request);
        switch (running.Enter(request.RequestId))
        {
            case RunningImports.Entry.Running:
                throw RpcErrors.AlreadyExists(ErrorReasons.ImportRunning, "An import with this request_id is running.");
            case RunningImports.Entry.Full:
                throw RpcErrors.ResourceExhausted(ErrorReasons.TooManyImports, "Too many imports are running; wait for one to end.");
        }

        try
        {
            var import = new RecordingImport(log, target, broadcasts, clock, order);
            // Reading the file blocks; the thread of the connection must not.
            await Task.Run(
                () => import.RunAsync(report => responses.WriteAsync(report, context.CancellationToken), context.CancellationToken),
                context.CancellationToken
            );
        }
        catch (ImportRefusedException e) when (e.Reason == ErrorReasons.ChannelNotFound)
        {
            throw RpcErrors.NotFound(e.Reason, e.Message);
        }
        catch (ImportRefusedException e)
        {
            throw RpcErrors.FailedPrecondition(e.Reason, e.Message);
        }
        catch (EventLogException e)
        {
            throw RpcErrors.Unavailable(ErrorReasons.LogNotWritable, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && !context.CancellationToken.IsCancellationRequested)
        {
            throw RpcErrors.FailedPrecondition(ErrorReasons.RecordingNotReadable, $"The file can no longer be read: {e.Message}");
        }
        finally
        {
            running.Leave(request.RequestId);
        }
    }

    private static ImportOrder Order(ImportRecordingRequest request)
    {
        var checks = new FieldChecks();
        var source = request.RecordedChannel ?? new RecordedChannel();
        if (request.Channel.Length > 0)
        {
            checks.ChannelName(request.Channel, "channel");
            checks.Require(request.RecordedChannel is null, "recorded_channel", "is not used together with channel");
        }

        checks.Require(
            RecordedSource.IsPlatform(source.Platform),
            "recorded_channel.platform",
            "must be a platform's id: lower-case letters, digits and hyphens"
        );
        checks.Require(
            source.PlatformChannelId.Length <= LongestText,
            "recorded_channel.platform_channel_id",
            $"at most {LongestText} characters"
        );
        checks.Require(source.DisplayName.Length <= LongestText, "recorded_channel.display_name", $"at most {LongestText} characters");
        checks.Require(request.RequestId.Length <= 128, "request_id", "at most 128 characters");
        checks.Require(
            request.Format == RecordingFormat.Unspecified || RecordingFormats.Find(request.Format) is not null,
            "format",
            "is not a format that this host knows"
        );
        var head = Head(request.Path, checks);
        checks.ThrowIfAny();

        var format = RecordingFormats.Find(request.Format) ?? RecordingFormats.Recognise(head);
        if (format is null)
        {
            var known = string.Join(", ", RecordingFormats.All.Select(static f => f.Name));
            throw RpcErrors.InvalidArgument(
                ErrorReasons.FormatNotRecognised,
                "The file is in no format that is known.",
                ("path", $"holds {RecordingFile.Describe(head)}; known are {known}")
            );
        }

        return new ImportOrder
        {
            Path = request.Path,
            Format = format,
            Channel = request.Channel.Length > 0 ? request.Channel : null,
            Source = new RecordedSource
            {
                Platform = source.Platform,
                ChannelId = source.PlatformChannelId,
                Name = source.DisplayName,
            },
            ValidateOnly = request.ValidateOnly,
        };
    }

    private static byte[] Head(string path, FieldChecks checks)
    {
        if (!Path.IsPathFullyQualified(path) || path.Contains('\0'))
        {
            checks.Add("path", "must be an absolute path on the host's machine");
            return [];
        }

        try
        {
            var file = new FileInfo(path);
            checks.Require(file.Exists, "path", "is no file on the host's machine");
            // Pipes and devices have no length, and opening one could wait for ever.
            checks.Require(!file.Exists || file.Length > 0, "path", "is empty, or no regular file");
            return file is { Exists: true, Length: > 0 } ? RecordingFile.Head(path) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            checks.Add("path", $"cannot be read: {e.Message}");
            return [];
        }
    }
}
