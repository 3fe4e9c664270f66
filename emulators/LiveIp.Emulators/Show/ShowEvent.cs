namespace LiveIp.Emulators.Show;

/// <summary>Somebody in the audience, the same person for the whole show. Platforms derive their own ids from the number.</summary>
internal sealed record Viewer(int Number, string Name, bool IsMember, bool IsModerator)
{
    /// <summary>The creator; number 0.</summary>
    public static Viewer Owner { get; } = new(0, "小星 Star", false, false);

    /// <summary>The account that speaks in the creator's place, an ordinary viewer to the platform. Its ids are the platforms' options.</summary>
    public static Viewer Bot { get; } = new(-1, "LiveIp Bot", false, false);
}

/// <summary>
/// One thing that happens in the show on one platform, in no platform's words. A platform emulator turns it into its wire
/// format and into rows of the truth. What a platform does not have is never given to it (see <see cref="PlatformAbilities"/>).
/// </summary>
/// <param name="Number">Position in the script, unique in the show: ids derive from it.</param>
/// <param name="At">Since the start of the show, in show time.</param>
internal abstract record ShowEvent(long Number, TimeSpan At);

internal sealed record ChatEvent(long Number, TimeSpan At, Viewer Viewer, string Text) : ShowEvent(Number, At);

/// <summary>Highlighted, announced or a sticker: the platform's special kind of chat message.</summary>
internal sealed record SpecialChatEvent(long Number, TimeSpan At, Viewer Viewer, string Text) : ShowEvent(Number, At);

/// <summary>A paid message: Super Chat, cheer, 醒目留言. <c>Level</c> 1 to 5 picks the amount.</summary>
internal sealed record PaidMessageEvent(long Number, TimeSpan At, Viewer Viewer, string Text, int Level) : ShowEvent(Number, At);

internal sealed record PaidStickerEvent(long Number, TimeSpan At, Viewer Viewer, int Level) : ShowEvent(Number, At);

/// <summary>A virtual gift given <c>Combo</c> times in a row; <c>Free</c> gifts cost nothing.</summary>
internal sealed record GiftEvent(long Number, TimeSpan At, Viewer Viewer, int Level, int Count, int Combo, bool Free)
    : ShowEvent(Number, At);

internal sealed record CharityEvent(long Number, TimeSpan At, Viewer Viewer, int Level) : ShowEvent(Number, At);

internal sealed record NewMemberEvent(long Number, TimeSpan At, Viewer Viewer, int Level) : ShowEvent(Number, At);

internal sealed record RenewalEvent(long Number, TimeSpan At, Viewer Viewer, int Level, int Months, string Text) : ShowEvent(Number, At);

/// <summary>Memberships given to others.</summary>
internal sealed record MembershipGiftEvent(
    long Number,
    TimeSpan At,
    Viewer Viewer,
    int Level,
    IReadOnlyList<Viewer> Recipients,
    bool Anonymous
) : ShowEvent(Number, At);

internal sealed record MembershipEndEvent(long Number, TimeSpan At, Viewer Viewer) : ShowEvent(Number, At);

internal sealed record FollowEvent(long Number, TimeSpan At, Viewer Viewer) : ShowEvent(Number, At);

internal sealed record LikeEvent(long Number, TimeSpan At, Viewer Viewer, int Count) : ShowEvent(Number, At);

internal sealed record EnterEvent(long Number, TimeSpan At, Viewer Viewer) : ShowEvent(Number, At);

internal sealed record RaidEvent(long Number, TimeSpan At, Viewer From, int Viewers) : ShowEvent(Number, At);

/// <summary><c>Step</c>: 0 begins, then progress, then <c>Last</c> ends. Votes per option are totals.</summary>
internal sealed record PollEvent(
    long Number,
    TimeSpan At,
    int Poll,
    int Step,
    bool Last,
    string Question,
    IReadOnlyList<string> Options,
    IReadOnlyList<int> Votes
) : ShowEvent(Number, At);

/// <summary>Viewers vote in the poll that the creator started over the API. No script has it: it follows from what the creator does.</summary>
/// <param name="Option">From 0.</param>
internal sealed record VoteEvent(long Number, TimeSpan At, int Option, int Count) : ShowEvent(Number, At);

internal sealed record PredictionEvent(long Number, TimeSpan At, int Prediction, int Step, bool Last) : ShowEvent(Number, At);

internal sealed record RedemptionEvent(long Number, TimeSpan At, Viewer Viewer, string Text, bool Automatic) : ShowEvent(Number, At);

/// <summary>Creator goal, hype train and charity campaign: begins at step 0, ends with <c>Last</c>.</summary>
internal sealed record GoalEvent(long Number, TimeSpan At, GoalSubject Subject, int Step, bool Last) : ShowEvent(Number, At);

internal enum GoalSubject
{
    Creator,
    HypeTrain,
    Charity,
}

internal sealed record AdBreakEvent(long Number, TimeSpan At, int Seconds) : ShowEvent(Number, At);

internal sealed record ChannelUpdateEvent(long Number, TimeSpan At, string Title) : ShowEvent(Number, At);

internal sealed record ChatRulesEvent(long Number, TimeSpan At, bool MembersOnly) : ShowEvent(Number, At);

/// <summary>A moderator deletes (or the author retracts) the chat message with the number <c>Target</c>, by <c>TargetViewer</c>.</summary>
internal sealed record MessageDeletedEvent(long Number, TimeSpan At, long Target, Viewer TargetViewer, Viewer Moderator, bool ByAuthor)
    : ShowEvent(Number, At);

/// <summary>The paid message with the number <c>Target</c> is withdrawn.</summary>
internal sealed record PaidMessageDeletedEvent(long Number, TimeSpan At, long Target) : ShowEvent(Number, At);

/// <summary>Null seconds: for ever.</summary>
internal sealed record BanEvent(long Number, TimeSpan At, Viewer Target, Viewer Moderator, int? Seconds, string Reason)
    : ShowEvent(Number, At);

internal sealed record UnbanEvent(long Number, TimeSpan At, Viewer Target, Viewer Moderator) : ShowEvent(Number, At);

internal sealed record ChatClearEvent(long Number, TimeSpan At) : ShowEvent(Number, At);

/// <summary>Something of the platform's own that has no common meaning (Twitch: a shoutout). Becomes a vendor event.</summary>
internal sealed record VendorEvent(long Number, TimeSpan At, Viewer Viewer) : ShowEvent(Number, At);

/// <summary>The true number of viewers and followers from now on; both are gauges.</summary>
internal sealed record AudienceEvent(long Number, TimeSpan At, int Viewers, int Followers) : ShowEvent(Number, At);

internal sealed record BroadcastStartEvent(long Number, TimeSpan At, string Title) : ShowEvent(Number, At);

internal sealed record BroadcastEndEvent(long Number, TimeSpan At, string Title) : ShowEvent(Number, At);
