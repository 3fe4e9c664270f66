using Google.Protobuf;
using Grpc.Core;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.YouTube.Access;
using LiveIp.Emulators.YouTube.Chat;
using LiveIp.Emulators.YouTube.Live;
using LiveIp.Emulators.YouTube.Wire;

namespace LiveIp.Emulators.YouTube;

/// <summary>
/// The streamed chat. Every response carries the token to go on from; there is no polling interval. The stream may end with OK at
/// any time, which says nothing about the chat.
/// </summary>
internal sealed class YouTubeStreamService(YouTubeStage stage) : V3DataLiveChatMessageService.V3DataLiveChatMessageServiceBase
{
    private const int MaxItems = 200;
    private const int UnknownType = 4242;

    public override async Task StreamList(
        LiveChatMessageListRequest request,
        IServerStreamWriter<LiveChatMessageListResponse> responseStream,
        ServerCallContext context
    )
    {
        Subscription subscription;
        try
        {
            await stage.Disturbances.DelayAsync(context.CancellationToken);
            subscription = Subscribe(request, context.RequestHeaders);
        }
        catch (ApiException refusal)
        {
            throw refusal.ToRpc();
        }

        using var stream = stage.Streams.Open(context.GetHttpContext());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, stream.Ended);
        try
        {
            await SendAsync(subscription, responseStream, context.CancellationToken, stop.Token);
        }
        catch (OperationCanceledException) when (stream.Ended.IsCancellationRequested && !context.CancellationToken.IsCancellationRequested)
        {
            if (stream.IsExpired)
            {
                throw ApiErrors.BadToken().ToRpc();
            }

            // The platform ends streams without giving a reason: the status is OK.
            return;
        }
    }

    private Subscription Subscribe(LiveChatMessageListRequest request, Metadata headers)
    {
        var caller = stage.Access.Admit(
            new Presented(headers.GetValue("authorization"), headers.GetValue("x-goog-api-key")),
            ownerOnly: false
        );
        stage.Disturbances.Refuse();
        stage.Quota.Ensure();
        try
        {
            var subscription = Read(request, caller);
            stage.Quota.Charge(Quota.ChatUnits);
            return subscription;
        }
        catch (ApiException)
        {
            stage.Quota.Charge(Quota.InvalidUnits);
            throw;
        }
    }

    private Subscription Read(LiveChatMessageListRequest request, Caller caller)
    {
        var parts = request
            .Part.SelectMany(part => part.Split(',', StringSplitOptions.RemoveEmptyEntries))
            .ToHashSet(StringComparer.Ordinal);
        if (parts.Count == 0)
        {
            throw ApiErrors.Required("part");
        }

        if (parts.FirstOrDefault(part => !MessageProjection.Parts.Contains(part)) is { } unknown)
        {
            throw ApiErrors.UnknownPart(unknown);
        }

        if (request.LiveChatId.Length == 0)
        {
            throw ApiErrors.Required("liveChatId");
        }

        var broadcast = stage.Channel.ByChat(request.LiveChatId);
        PageCursor? cursor = null;
        if (request.PageToken.Length > 0)
        {
            cursor = stage.Tokens.Read(broadcast.ChatId, request.PageToken) ?? throw ApiErrors.ChatPageTokenInvalid();
        }

        return broadcast.Chat.IsOver(cursor?.Position)
            ? throw ApiErrors.ChatEnded()
            : new Subscription(broadcast, cursor?.Position ?? broadcast.Chat.RecentStart(), parts, caller.IsOwner);
    }

    /// <summary>A write that has begun is never cut by the platform ending the stream, only by the connection.</summary>
    private async Task SendAsync(
        Subscription subscription,
        IServerStreamWriter<LiveChatMessageListResponse> responses,
        CancellationToken gone,
        CancellationToken stop
    )
    {
        var chat = subscription.Broadcast.Chat;
        var position = subscription.Position;
        for (var isFirst = true; ; isFirst = false)
        {
            await stage.Streams.WhenSpeakingAsync(stop);
            var page = chat.Read(position, MaxItems);
            position = page.Next;
            var isOver = page is { OfflineAt: not null, More: false };
            if (isFirst || page.Entries.Count > 0)
            {
                // Marked first, so that whoever has the response finds the truth up to date; a broken write is served again by token.
                var response = Response(subscription, page);
                chat.Delivered(page.Entries);
                await responses.WriteAsync(response, gone);
            }

            if (isOver)
            {
                return;
            }

            if (!page.More)
            {
                await page.Grown.WaitAsync(stop);
            }

            stop.ThrowIfCancellationRequested();
        }
    }

    private LiveChatMessageListResponse Response(Subscription subscription, ChatPage page)
    {
        var response = new LiveChatMessageListResponse
        {
            Kind = "youtube#liveChatMessageListResponse",
            PageInfo = new PageInfo { TotalResults = page.Entries.Count, ResultsPerPage = page.Entries.Count },
            NextPageToken = stage.Tokens.Write(subscription.Broadcast.ChatId, new PageCursor(page.Next, PolledAt: null)),
        };
        response.Etag = Identifiers.Etag(response.NextPageToken);
        if (page.OfflineAt is { } offlineAt)
        {
            response.OfflineAt = MessageFactory.Timestamp(offlineAt);
        }

        if (page.ActivePoll is { } poll)
        {
            response.ActivePollItem = MessageProjection.Project(poll, subscription.Parts, subscription.IsOwner);
        }

        if (page.Entries.Count > 0 && stage.Disturbances.Take(FaultKind.Malformed))
        {
            response.Items.Add(Garbage(page.Entries[0].Message));
        }

        response.Items.AddRange(page.Entries.Select(entry => MessageProjection.Project(entry, subscription.Parts, subscription.IsOwner)));
        return response;
    }

    /// <summary>A message of a type that no published number names, with fields that nobody knows.</summary>
    private static LiveChatMessage Garbage(LiveChatMessage pattern)
    {
        using var buffer = new MemoryStream();
        using (var output = new CodedOutputStream(buffer, leaveOpen: true))
        {
            output.WriteTag(1, WireFormat.WireType.Varint);
            output.WriteInt32(UnknownType);
            output.WriteTag(77, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(0xff, 0x00, 0xfe, 0x80));
        }

        var snippet = LiveChatMessageSnippet.Parser.ParseFrom(buffer.ToArray());
        snippet.LiveChatId = pattern.Snippet.LiveChatId;
        snippet.PublishedAt = pattern.Snippet.PublishedAt;
        return new LiveChatMessage
        {
            Kind = pattern.Kind,
            Id = $"{pattern.Id}.malformed",
            Snippet = snippet,
        };
    }

    /// <summary>What a call asked for, once it is accepted.</summary>
    private sealed record Subscription(Broadcast Broadcast, long Position, IReadOnlySet<string> Parts, bool IsOwner);
}
