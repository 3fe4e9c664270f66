using System.Collections.Concurrent;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Chat.Lines;

namespace LiveIp.Host.Chat.Sending;

/// <summary>
/// Carries a call out: its lines are durable first, then each channel gets its own in order, side by side with the others. After a line
/// that was refused or whose fate is unknown the rest of that channel is given up: half a message in the wrong order helps nobody.
/// </summary>
internal sealed class MessageSender(ChatLineStore store, LineSender sender, ChannelTurns turns, IHostApplicationLifetime host)
{
    private readonly ConcurrentDictionary<string, Task> _running = new(StringComparer.Ordinal);

    /// <summary>The lines of an earlier call with this request_id, with their fates; null for a new one.</summary>
    /// <exception cref="RequestIdReusedException"/>
    public async Task<IReadOnlyList<ChatLine>?> FindAsync(string requestId, string fingerprint, CancellationToken cancellationToken) =>
        store.FindByRequest(requestId, fingerprint) is { } made ? await EndAsync(made, cancellationToken).ConfigureAwait(false) : null;

    /// <summary>Answers when the fate of every line is known. Goes on when the caller does not wait.</summary>
    /// <exception cref="RequestIdReusedException"/>
    public async Task<IReadOnlyList<ChatLine>> SendAsync(
        IReadOnlyList<SendPlan> plans,
        string requestId,
        string fingerprint,
        CancellationToken cancellationToken
    )
    {
        var id = ShortId.Make();
        // Before the lines are stored: whoever finds them finds that they are on their way.
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running[id] = done.Task;
        var made = store.Create(id, [.. plans.SelectMany(p => p.ToLines(id))], requestId, fingerprint);
        if (made != id)
        {
            _running.TryRemove(id, out _);
        }
        else
        {
            _ = RunAsync(id, plans, done);
        }

        return await EndAsync(made, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<ChatLine>> EndAsync(string id, CancellationToken cancellationToken)
    {
        if (_running.TryGetValue(id, out var running))
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, host.ApplicationStopping);
            await running.WaitAsync(either.Token).ConfigureAwait(false);
        }

        return store.OfSend(id);
    }

    private async Task RunAsync(string id, IReadOnlyList<SendPlan> plans, TaskCompletionSource done)
    {
        try
        {
            var lines = store.OfSend(id).ToLookup(static l => l.Channel, StringComparer.Ordinal);
            await Task.WhenAll(plans.Select(p => Task.Run(() => RunAsync(p, [.. lines[p.Channel.Name]])))).ConfigureAwait(false);
            done.SetResult();
        }
        catch (Exception e)
        {
            done.SetException(e);
        }
        finally
        {
            _running.TryRemove(id, out _);
        }
    }

    private async Task RunAsync(SendPlan plan, IReadOnlyList<ChatLine> lines)
    {
        var stopping = host.ApplicationStopping;
        using var turn = await turns.EnterAsync(plan.Channel.Name, stopping).ConfigureAwait(false);
        ChatLine? failed = null;
        foreach (var line in lines.Where(static l => !l.IsSettled))
        {
            if (failed is not null)
            {
                store.Save(line with { State = LineState.NotSent, Detail = "The line before it was not confirmed." });
                continue;
            }

            await turns.PaceAsync(plan.Channel.Name, plan.Interval, stopping).ConfigureAwait(false);
            stopping.ThrowIfCancellationRequested();
            var settled = await sender.SendAsync(plan.Channel, line, stopping).ConfigureAwait(false);
            failed = settled.State == LineState.Sent ? null : settled;
        }
    }
}
