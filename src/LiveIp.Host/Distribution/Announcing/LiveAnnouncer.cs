using LiveIp.Host.Broadcasts;
using LiveIp.Host.Broadcasts.GoingLive;
using LiveIp.V1;
using State = LiveIp.V1.Announcement.Types.State;

namespace LiveIp.Host.Distribution.Announcing;

/// <summary>
/// Tells the networks once that a broadcast has begun, edits that as it goes on, and at its end. It decides by what the log tells of
/// broadcasts, in which flaps and platforms are joined already, and by its own durable rows; so neither a flap nor a restart is a second
/// beginning.
/// </summary>
internal sealed class LiveAnnouncer(
    AnnouncementStore store,
    AnnouncementPublisher publisher,
    ShowReader shows,
    LiveBadges badges,
    BroadcastDirectory directory,
    PlanStore plans,
    TimeProvider clock,
    ILogger<LiveAnnouncer> logger
) : IDisposable
{
    public static readonly TimeSpan UsualSettle = TimeSpan.FromMinutes(1);

    /// <summary>A network that cannot say how much fits, or a plugin that is being reloaded, is waited for so long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>How far back an announcement is still edited.</summary>
    private static readonly TimeSpan Looked = TimeSpan.FromDays(3);

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Since when an edit waits for a plugin, by the row's broadcast. Lost with the process, and then it waits anew.</summary>
    private readonly Dictionary<long, DateTimeOffset> _held = [];

    public void Dispose() => _turn.Dispose();

    /// <summary>Does what is to be done now. Doing it again does nothing.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var (settings, overrides, rows) = (store.Settings(), store.Overrides(), store.Newest());
            if (!settings.Enabled && overrides.Count == 0 && rows.Count == 0)
            {
                return;
            }

            var since = (clock.GetUtcNow() - Looked).ToUnixTimeMilliseconds();
            var all = plans.All();
            foreach (var broadcast in (await directory.ReadAsync(cancellationToken)).All.Where(b => b.End is not { } end || end > since))
            {
                var sequences = broadcast.Sequences.ToHashSet();
                var known = new Known(broadcast, GoingLiveService.PlanOf(broadcast, all), settings, overrides);
                var mine = rows.Where(r => sequences.Contains(r.Broadcast)).ToList();
                await OneAsync(known, mine, cancellationToken);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>A person wants this one announced, whatever the settings say. Null when it is off air and was never announced.</summary>
    public async Task<AnnouncementRow?> ForceAsync(BroadcastRecord broadcast, CancellationToken cancellationToken)
    {
        AnnouncementRow? row;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var sequences = broadcast.Sequences.ToHashSet();
            row = store.Newest().FirstOrDefault(r => sequences.Contains(r.Broadcast));
            if (row?.State is State.Announced or State.Ended)
            {
                return row;
            }

            if (broadcast.End is not null)
            {
                return null;
            }

            row = (row ?? Seen(broadcast)) with { State = State.Waiting, Forced = true, Detail = "" };
            store.Save(row);
        }
        finally
        {
            _turn.Release();
        }

        await LookAsync(cancellationToken);
        return store.Newest().First(r => r.Broadcast == row.Broadcast);
    }

    private async Task OneAsync(Known known, List<AnnouncementRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0 && known.Broadcast.End is null && known.IsEnabled)
        {
            var seen = Seen(known.Broadcast);
            store.Save(seen);
            rows = [seen];
        }

        // Where two broadcasts turned out to be one there are two, and what is announced is kept up in both; nothing is announced a second time.
        var isAnnounced = rows.Any(static r => r.Post.Length > 0);
        foreach (var row in rows)
        {
            if (row.State == State.Waiting && isAnnounced)
            {
                store.Save(row with { State = State.Skipped, Detail = "It belongs to a broadcast that was announced." });
            }
            else if (row.State == State.Waiting)
            {
                await AnnounceAsync(known, row, cancellationToken);
            }
            else if (row.Post.Length > 0)
            {
                await KeepUpAsync(known, row, cancellationToken);
            }
        }
    }

    private async Task AnnounceAsync(Known known, AnnouncementRow row, CancellationToken cancellationToken)
    {
        var (broadcast, now) = (known.Broadcast, clock.GetUtcNow());
        var start = DateTimeOffset.FromUnixTimeMilliseconds(broadcast.Start);
        // A platform's clock may be ahead of ours.
        var due = (start < row.SeenAt ? start : row.SeenAt) + (known.Settings.Settle?.ToTimeSpan() ?? UsualSettle);
        if (!row.Forced && !known.IsEnabled)
        {
            store.Remove(row.Broadcast);
            return;
        }

        if (!row.Forced && known.IsNotForAll)
        {
            Skip(row, "It is planned as unlisted or private. Announce it by hand if everybody is to know of it.");
            return;
        }

        if (shows.IsOver(broadcast))
        {
            Skip(row, $"It ended before it was announced. {row.Detail}");
            return;
        }

        var notAfter = (row.Forced ? now : start) + DeliveryTerms.LiveNow;
        if (now > notAfter)
        {
            Skip(
                row,
                $"It has been on air for more than {DeliveryTerms.LiveNow.TotalMinutes:0} minutes, and nothing is announced late. {row.Detail}"
            );
            return;
        }

        if (broadcast.End is not null || (!row.Forced && now < due))
        {
            return;
        }

        var post = AnnouncementForm.Of(shows.Read(broadcast, known.Plan), broadcast.Name, known.Settings, known.Said);
        var (meant, missing) = publisher.Distributors(known.Settings);
        var (planned, failed) = await publisher.PlanAsync(post, meant, cancellationToken);
        var detail = $"{missing} {failed}".Trim();
        if (planned.Count == 0 || (detail.Length > 0 && !row.Forced && now < due + Patience))
        {
            if (row.Detail != detail)
            {
                store.Save(row with { Detail = detail });
            }

            return;
        }

        var name = publisher.Create(row.Broadcast, post, planned, notAfter);
        store.Save(row with { State = State.Announced, Post = name, Detail = detail });
        logger.LogInformation("{Broadcast} is announced as {Post}. {Detail}", broadcast.Name, name, detail);
    }

    /// <summary>Brings the announcement up to what is known now.</summary>
    private async Task KeepUpAsync(Known known, AnnouncementRow row, CancellationToken cancellationToken)
    {
        var isOver = shows.IsOver(known.Broadcast);
        if ((row.State == State.Ended && isOver) || publisher.Find(row.Post) is not { } stored)
        {
            return;
        }

        var facts = shows.Read(known.Broadcast, known.Plan);
        Mark(known, row, facts, isOver);
        var wanted = AnnouncementForm.Of(facts, known.Broadcast.Name, known.Settings, known.Said);
        if (!AnnouncementForm.Says(stored, wanted))
        {
            if (IsHeld(row))
            {
                return;
            }

            await publisher.EditAsync(row.Broadcast, row.Edits + 1, stored, wanted, cancellationToken);
            row = row with { Edits = row.Edits + 1 };
            store.Save(row);
            if (publisher.Find(row.Post) is not { } edited || !AnnouncementForm.Says(edited, wanted))
            {
                // A host that was killed had made this edit with less in it; the next look makes the next.
                return;
            }
        }

        var state = isOver ? State.Ended : State.Announced;
        if (row.State != state)
        {
            store.Save(row with { State = state });
        }
    }

    /// <summary>Beside the post, where a network has a badge for that.</summary>
    private void Mark(Known known, AnnouncementRow row, ShowFacts facts, bool isOver)
    {
        var accounts = publisher.Distributors(known.Settings).Meant.Select(static d => d.Id);
        if (isOver)
        {
            badges.End(row.Broadcast, accounts, facts);
        }
        else if (known.Broadcast.End is null)
        {
            badges.Show(row.Broadcast, accounts, facts);
        }
    }

    /// <summary>While a plugin is being reloaded its network would be left out of the edit.</summary>
    private bool IsHeld(AnnouncementRow row)
    {
        if (publisher.AreThere(row.Post))
        {
            _held.Remove(row.Broadcast);
            return false;
        }

        var now = clock.GetUtcNow();
        _held.TryAdd(row.Broadcast, now);
        return now - _held[row.Broadcast] < Patience;
    }

    private void Skip(AnnouncementRow row, string why)
    {
        store.Save(row with { State = State.Skipped, Detail = why.Trim() });
        logger.LogInformation("{Broadcast} is not announced. {Why}", BroadcastRecord.NameOf(row.Broadcast), why);
    }

    private AnnouncementRow Seen(BroadcastRecord broadcast) =>
        new()
        {
            Broadcast = broadcast.Id,
            State = State.Waiting,
            SeenAt = clock.GetUtcNow(),
        };

    /// <summary>A broadcast, with what people said about its announcement.</summary>
    private sealed class Known(
        BroadcastRecord broadcast,
        PlanRecord? plan,
        Announcer settings,
        IReadOnlyDictionary<string, AnnouncementOverride> overrides
    )
    {
        public BroadcastRecord Broadcast => broadcast;

        public PlanRecord? Plan => plan;

        public Announcer Settings => settings;

        /// <summary>By any of its names.</summary>
        public AnnouncementOverride? Said { get; } =
            broadcast
                .Sequences.Select(BroadcastRecord.NameOf)
                .Prepend(plan?.Name ?? "")
                .Select(overrides.GetValueOrDefault)
                .FirstOrDefault(static o => o is not null);

        public bool IsEnabled => Said is { HasEnabled: true } said ? said.Enabled : settings.Enabled;

        public bool IsNotForAll =>
            plan?.Asked.Details?.Privacy is PlannedDetails.Types.Privacy.Unlisted or PlannedDetails.Types.Privacy.Private;
    }
}
