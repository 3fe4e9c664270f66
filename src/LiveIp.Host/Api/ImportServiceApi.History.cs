using Grpc.Core;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Channels;
using LiveIp.Host.Events;
using LiveIp.Host.Import;
using LiveIp.Host.Import.History;
using LiveIp.V1;

namespace LiveIp.Host.Api;

// Past broadcasts from the platforms themselves.
internal sealed partial class ImportServiceApi
{
    public override async Task ImportHistory(
        ImportHistoryRequest request,
        IServerStreamWriter<ImportHistoryResponse> responses,
        ServerCallContext context
    )
    {
        var order = Order(request);
        // One at a time a channel: two would pay for the same pages.
        var turn = $"history/{order.Channel.Name}";
        switch (running.Enter(turn))
        {
            case RunningImports.Entry.Running:
                throw RpcErrors.AlreadyExists(
                    ErrorReasons.ImportRunning,
                    $"An import of past broadcasts into {order.Channel.Name} is running."
                );
            case RunningImports.Entry.Full:
                throw RpcErrors.ResourceExhausted(ErrorReasons.TooManyImports, "Too many imports are running; wait for one to end.");
        }

        try
        {
            await new HistoryImport(history.Log, broadcasts, history.Actions, history.Quotas, history.Bookmarks, clock, order).RunAsync(
                report => responses.WriteAsync(report, context.CancellationToken),
                context.CancellationToken
            );
        }
        catch (EventLogException e)
        {
            throw RpcErrors.Unavailable(ErrorReasons.LogNotWritable, e.Message);
        }
        catch (Exception e) when (ChannelServiceErrors.From(e) is { } error && !context.CancellationToken.IsCancellationRequested)
        {
            throw error;
        }
        finally
        {
            running.Leave(turn);
        }
    }

    private HistoryOrder Order(ImportHistoryRequest request)
    {
        var checks = new FieldChecks();
        checks.ChannelName(request.Channel, "channel");
        checks.Require(request.Since is not null, "since", "is needed: when the earliest broadcast began");
        var since = checks.Time(request.Since, "since");
        var until = checks.Time(request.Until, "until");
        checks.Require(since is null || since < clock.GetUtcNow(), "since", "must lie in the past");
        checks.Require(since is null || until is null || since < until, "until", "must come after since");
        checks.ThrowIfAny();
        return new()
        {
            Channel =
                history.Channels.Get(ChannelRecord.IdOf(request.Channel) ?? "") ?? throw ChannelServiceErrors.NoChannel(request.Channel),
            Since = since!.Value,
            Until = until,
            ValidateOnly = request.ValidateOnly,
            Restart = request.Restart,
        };
    }
}
