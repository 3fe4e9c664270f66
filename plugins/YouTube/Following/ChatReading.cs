using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api;

namespace LiveIp.Plugins.YouTube.Following;

/// <summary>How one opening of the stream went.</summary>
internal sealed record StreamOutcome
{
    public int Items { get; set; }

    /// <summary>The stream said that the broadcast may be over.</summary>
    public bool EndHinted { get; set; }

    /// <summary>Unknown, disabled or over.</summary>
    public bool ChatClosed { get; set; }

    public bool TokenRefused { get; set; }

    /// <summary>It was left because nothing came for long enough.</summary>
    public bool WasQuiet { get; set; }

    /// <summary>YouTube has begun to answer: the access token was good when it was opened.</summary>
    public bool WasAccepted { get; set; }

    /// <summary>Quiet, and not even the headers came.</summary>
    public bool WasSilent { get; set; }
}

/// <summary>Opens the stream once and reads it to its end.</summary>
internal sealed class ChatReading(
    ChatStreamClient streams,
    ChatResponses responses,
    OnlineReport online,
    IConnection connection,
    YouTubeSettings settings,
    UnitQuota quota,
    string? pageToken,
    Task over
)
{
    /// <summary>After this time an open stream without an answer counts as accepted: a quiet chat may have nothing to say.</summary>
    private static readonly TimeSpan Acceptance = TimeSpan.FromSeconds(6);

    /// <summary>Between headers that are the whole answer and the status that makes them a refusal.</summary>
    private static readonly TimeSpan Refusal = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a chat may be quiet once its broadcast is over.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(3);

    /// <summary>A stream that was accepted and lived for less than this ended for another reason than the age of its token.</summary>
    private static readonly TimeSpan ShortestLife = TimeSpan.FromMinutes(1);

    /// <summary>So many of them one after the other, and it is the sign-in that YouTube does not want.</summary>
    private const int MostShortLives = 5;

    private bool _unreadableBefore;
    private int _shortLives;

    /// <summary>With which the next opening goes on; null begins with the recent history.</summary>
    public string? PageToken { get; set; } = pageToken;

    /// <summary>Until then, hints that the broadcast is over are not followed: it was asked, and is not.</summary>
    public DateTimeOffset IgnoreHintsUntil { get; set; }

    /// <exception cref="AdapterException">Everything that another opening would not mend.</exception>
    public async Task<StreamOutcome> ReadAsync(string chat, CancellationToken cancellationToken)
    {
        var access = await connection.Tokens.GetAsync(cancellationToken);
        try
        {
            return await ReadAsync(chat, access, cancellationToken);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Unauthenticated)
        {
            access = await connection.Tokens.RefreshAsync(access, cancellationToken);
        }

        try
        {
            return await ReadAsync(chat, access, cancellationToken);
        }
        catch (RpcException e)
        {
            throw StreamErrors.Classify(e, connection.Clock.GetUtcNow());
        }
    }

    private async Task<StreamOutcome> ReadAsync(string chat, string access, CancellationToken cancellationToken)
    {
        var outcome = new StreamOutcome();
        var opened = connection.Clock.GetUtcNow();
        quota.Spend(QuotaCosts.StreamList);
        using var call = streams.Open(chat, PageToken, access, cancellationToken);
        try
        {
            await ReadAsync(call, outcome, cancellationToken);
        }
        catch (RpcException e) when (StreamErrors.IsChatClosed(e))
        {
            outcome.ChatClosed = true;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.InvalidArgument && PageToken is not null && outcome.Items == 0)
        {
            outcome.TokenRefused = true;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Unauthenticated && outcome.WasAccepted && IsExpiry(opened))
        {
            // An access token lives for an hour, and a show for longer: one stream after the other ends so, and each goes on anew.
            await connection.Tokens.RefreshAsync(access, cancellationToken);
        }
        catch (RpcException e) when (e.StatusCode != StatusCode.Unauthenticated)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw StreamErrors.Classify(e, connection.Clock.GetUtcNow());
        }

        return outcome;
    }

    private bool IsExpiry(DateTimeOffset opened)
    {
        _shortLives = connection.Clock.GetUtcNow() - opened < ShortestLife ? _shortLives + 1 : 0;
        return _shortLives <= MostShortLives;
    }

    private async Task ReadAsync(AsyncServerStreamingCall<StreamFrame> call, StreamOutcome outcome, CancellationToken cancellationToken)
    {
        var next = call.ResponseStream.MoveNext(cancellationToken);
        outcome.WasAccepted = await IsAcceptedAsync(call, next, cancellationToken);
        if (outcome.WasAccepted)
        {
            online.Report(PageToken is null ? Continuity.FromNow : Continuity.FromCheckpoint);
        }

        while (await IsSpokenAsync(next, outcome, cancellationToken))
        {
            if (!await next)
            {
                connection.ReportHeard();
                return;
            }

            if (!await TakeAsync(call.ResponseStream.Current, outcome, cancellationToken))
            {
                return;
            }

            next = call.ResponseStream.MoveNext(cancellationToken);
        }

        outcome.WasQuiet = true;
        outcome.WasSilent = !call.ResponseHeadersAsync.IsCompletedSuccessfully;
        if (!outcome.WasSilent)
        {
            connection.ReportHeard();
        }
    }

    /// <summary>
    /// Waits for the next response: not long when the broadcast is over, and else far less than what the host would call a stall.
    /// A quiet chat and a dead stream look the same; opening again tells them apart.
    /// </summary>
    private async Task<bool> IsSpokenAsync(Task next, StreamOutcome outcome, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (!outcome.EndHinted && !over.IsCompleted)
        {
            var silence = Task.Delay(settings.MaxSilence * 0.75, connection.Clock, waiting.Token);
            if (await Task.WhenAny(next, over, silence) == silence)
            {
                cancellationToken.ThrowIfCancellationRequested();
                return false;
            }
        }

        await Task.WhenAny(next, Task.Delay(LastWords, connection.Clock, waiting.Token));
        await waiting.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return next.IsCompleted;
    }

    private async Task<bool> IsAcceptedAsync(
        AsyncServerStreamingCall<StreamFrame> call,
        Task<bool> next,
        CancellationToken cancellationToken
    )
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = await Task.WhenAny(next, call.ResponseHeadersAsync, Task.Delay(Acceptance, connection.Clock, waiting.Token));
        if (first == call.ResponseHeadersAsync)
        {
            await Task.WhenAny(next, Task.Delay(Refusal, connection.Clock, waiting.Token));
        }

        await waiting.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return next.IsCompletedSuccessfully || !(next.IsCompleted || call.ResponseHeadersAsync.IsFaulted);
    }

    /// <summary>False: open again. Bytes that are no response may be damage on the way, so the same place is read once more.</summary>
    private async Task<bool> TakeAsync(StreamFrame frame, StreamOutcome outcome, CancellationToken cancellationToken)
    {
        if (frame.Response is not { } response)
        {
            await responses.WriteUnreadableAsync(frame.Bytes, cancellationToken);
            _unreadableBefore = !_unreadableBefore;
            return !_unreadableBefore;
        }

        _unreadableBefore = false;
        var hinted = await responses.WriteAsync(response, PageToken, cancellationToken);
        outcome.Items += response.Items.Count;
        if (response.HasNextPageToken && response.NextPageToken.Length > 0)
        {
            PageToken = response.NextPageToken;
        }

        outcome.EndHinted |= hinted && connection.Clock.GetUtcNow() >= IgnoreHintsUntil;
        return true;
    }
}
