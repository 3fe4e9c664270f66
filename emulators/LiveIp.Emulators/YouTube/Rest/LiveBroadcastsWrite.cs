using System.Text.Json.Nodes;
using LiveIp.Emulators.YouTube.Access;
using LiveIp.Emulators.YouTube.Live;

namespace LiveIp.Emulators.YouTube.Rest;

/// <summary>liveBroadcasts: insert, update, bind, transition, delete.</summary>
internal sealed class LiveBroadcastsWrite(YouTubeStage stage, TimeProvider clock)
{
    private const string Path = "/youtube/v3/liveBroadcasts";
    private const int MaxTitle = 100;
    private const int MaxDescription = 5000;

    private static readonly string[] Privacies = ["public", "unlisted", "private"];

    private readonly LiveBroadcastResource _resource = new(stage);

    public IEnumerable<ApiMethod> Methods =>
        [
            ApiMethod.Acting("POST", Path, Insert),
            ApiMethod.Acting("PUT", Path, Update),
            ApiMethod.Acting("POST", $"{Path}/bind", Bind),
            ApiMethod.Acting("POST", $"{Path}/transition", Transition),
            ApiMethod.Acting("DELETE", Path, Delete),
        ];

    private Answer Insert(ApiQuery query, Caller caller)
    {
        var parts = query.Parts(LiveBroadcastResource.Parts);
        if (!stage.Options.LiveStreamingEnabled)
        {
            throw LiveErrors.NotEnabled();
        }

        var snippet = query.Body.Part("snippet");
        var title = Title(snippet);
        var start = Schedule(snippet, mustBeAhead: true);
        var facts = new BroadcastFacts
        {
            Title = title,
            CreatedAt = clock.GetUtcNow(),
            Commanded = true,
            Description = Description(snippet),
            ScheduledStart = start,
            ScheduledEnd = End(snippet, start),
            Privacy = Privacy(query.Body.Part("status")),
            MadeForKids = query.Body.Part("status").Flag("selfDeclaredMadeForKids") ?? false,
            // Left out, they are off, and the monitor stream is on.
            AutoStart = false,
            AutoStop = false,
            MonitorStream = true,
        };
        var broadcast = stage.Channel.Add(title);
        broadcast.Facts = Content(facts, query.Body.Part("contentDetails"));
        return new Answer(_resource.Of(broadcast, parts));
    }

    /// <summary>A part that is named is replaced whole, so what must be there must be sent again.</summary>
    private Answer Update(ApiQuery query, Caller caller)
    {
        var parts = query.Parts(LiveBroadcastResource.Parts);
        var broadcast = Known(query.Body.Text("id") ?? throw LiveErrors.IdRequired());
        var facts = broadcast.Facts;
        if (parts.Contains("snippet"))
        {
            var snippet = query.Body.Part("snippet");
            var title = Title(snippet);
            // It has begun, or not: before, the time may only move ahead.
            var start = Schedule(snippet, mustBeAhead: false);
            if (start != facts.ScheduledStart && (facts.StartedAt is not null || start < clock.GetUtcNow()))
            {
                throw LiveErrors.InvalidScheduledStartTime();
            }

            facts = facts with
            {
                Title = title,
                Description = Description(snippet),
                ScheduledStart = start,
                ScheduledEnd = End(snippet, start),
            };
        }

        if (parts.Contains("status"))
        {
            var status = query.Body.Part("status");
            facts = facts with { Privacy = Privacy(status), MadeForKids = status.Flag("selfDeclaredMadeForKids") ?? false };
        }

        if (parts.Contains("contentDetails"))
        {
            facts = Content(facts with { AutoStart = false, AutoStop = false, MonitorStream = true }, query.Body.Part("contentDetails"));
        }

        broadcast.Facts = facts;
        return new Answer(_resource.Of(broadcast, parts));
    }

    private Answer Bind(ApiQuery query, Caller caller)
    {
        var parts = query.Parts(LiveBroadcastResource.Parts);
        var broadcast = Known(query.Text("id") ?? throw LiveErrors.IdRequired());
        var ingest = query.Text("streamId") is { } id ? stage.Channel.FindIngest(id) ?? throw LiveErrors.StreamNotFound() : null;
        stage.Live.Bind(broadcast, ingest);
        return new Answer(_resource.Of(broadcast, parts));
    }

    private Answer Transition(ApiQuery query, Caller caller)
    {
        var parts = query.Parts(LiveBroadcastResource.Parts);
        var broadcast = Known(query.Text("id") ?? throw LiveErrors.IdRequired());
        var to = query.Text("broadcastStatus") ?? throw LiveErrors.StatusRequired();
        _ = query.OneOf("broadcastStatus", to, "testing", "live", "complete");
        stage.Live.Transition(broadcast, to);
        return new Answer(_resource.Of(broadcast, parts));
    }

    private Answer Delete(ApiQuery query, Caller caller)
    {
        var broadcast = Known(query.Text("id") ?? throw LiveErrors.IdRequired());
        if (broadcast.Facts.LifeCycleStatus is not ("created" or "ready" or "complete"))
        {
            throw LiveErrors.DeletionNotAllowed();
        }

        stage.Channel.Remove(broadcast);
        return new Answer(null);
    }

    private Broadcast Known(string id) => stage.Channel.Find(id) ?? throw LiveErrors.BroadcastNotFound();

    private static string Title(JsonObject? snippet)
    {
        var title = snippet.Text("title");
        return string.IsNullOrWhiteSpace(title) ? throw LiveErrors.TitleRequired()
            : title.EnumerateRunes().Count() > MaxTitle || title.AsSpan().ContainsAny('<', '>') ? throw LiveErrors.InvalidTitle()
            : title;
    }

    private static string Description(JsonObject? snippet)
    {
        var text = snippet.Text("description") ?? "";
        return System.Text.Encoding.UTF8.GetByteCount(text) > MaxDescription || text.AsSpan().ContainsAny('<', '>')
            ? throw LiveErrors.InvalidDescription()
            : text;
    }

    private DateTimeOffset Schedule(JsonObject? snippet, bool mustBeAhead)
    {
        var start =
            snippet.Time("scheduledStartTime", LiveErrors.InvalidScheduledStartTime) ?? throw LiveErrors.ScheduledStartTimeRequired();
        return mustBeAhead && start < clock.GetUtcNow() ? throw LiveErrors.InvalidScheduledStartTime() : start;
    }

    private static DateTimeOffset? End(JsonObject? snippet, DateTimeOffset start) =>
        snippet.Time("scheduledEndTime", LiveErrors.InvalidScheduledEndTime) is not { } end ? null
        : end > start ? end
        : throw LiveErrors.InvalidScheduledEndTime();

    private static string Privacy(JsonObject? status)
    {
        var privacy = status.Text("privacyStatus") ?? throw LiveErrors.PrivacyStatusRequired();
        return Privacies.Contains(privacy) ? privacy : throw LiveErrors.InvalidPrivacyStatus();
    }

    private static BroadcastFacts Content(BroadcastFacts facts, JsonObject? details) =>
        facts with
        {
            AutoStart = details.Flag("enableAutoStart") ?? facts.AutoStart,
            AutoStop = details.Flag("enableAutoStop") ?? facts.AutoStop,
            MonitorStream = details?.Part("monitorStream").Flag("enableMonitorStream") ?? facts.MonitorStream,
        };
}
