namespace LiveIp.Emulators.Twitch.Helix;

/// <summary>Calls that only the broadcaster may make, with a user token that has the scope.</summary>
internal static class BroadcasterOnly
{
    /// <summary>Null when the caller may.</summary>
    public static HelixAnswer? Refusal(HelixCall call, string scope) =>
        call.Query("broadcaster_id") switch
        {
            [] => HelixAnswer.Missing("broadcaster_id"),
            _ when call.Token.UserId is null => HelixAnswer.Refuse(401, "Missing User OAUTH Token"),
            _ when !call.Token.HasAny([scope]) => HelixAnswer.Refuse(401, $"Missing scope: {scope}"),
            [var id, ..] when id != call.Token.UserId => HelixAnswer.Refuse(
                401,
                "The ID in broadcaster_id must match the user ID found in the request's OAuth token."
            ),
            _ => null,
        };
}
