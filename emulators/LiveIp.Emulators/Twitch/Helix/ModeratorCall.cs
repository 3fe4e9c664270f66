namespace LiveIp.Emulators.Twitch.Helix;

/// <summary>Calls that name the channel and who moderates it, as <c>broadcaster_id</c> and <c>moderator_id</c>.</summary>
internal static class ModeratorCall
{
    /// <summary>Null when the caller may. Nobody but the broadcaster moderates the emulated channel.</summary>
    public static HelixAnswer? Refusal(HelixCall call, TwitchIds ids, string scope) =>
        (call.Query("broadcaster_id"), call.Query("moderator_id")) switch
        {
            ([], _) => HelixAnswer.Missing("broadcaster_id"),
            (_, []) => HelixAnswer.Missing("moderator_id"),
            _ when call.Token.UserId is null => HelixAnswer.Refuse(401, "Missing User OAUTH Token"),
            _ when !call.Token.HasAny([scope]) => HelixAnswer.Refuse(401, $"Missing scope: {scope}"),
            (_, [var moderator, ..]) when moderator != call.Token.UserId => HelixAnswer.Refuse(
                401,
                "The ID in moderator_id must match the user ID found in the request's OAuth token."
            ),
            ([var broadcaster, ..], _) when broadcaster != ids.Broadcaster.Id => HelixAnswer.Refuse(
                403,
                "The user in moderator_id is not one of the broadcaster's moderators."
            ),
            _ => null,
        };
}
