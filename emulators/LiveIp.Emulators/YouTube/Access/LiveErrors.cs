using Grpc.Core;

namespace LiveIp.Emulators.YouTube.Access;

/// <summary>Refusals of the live methods, as their reference pages and clients of them name them.</summary>
internal static class LiveErrors
{
    private const string Broadcasts = "youtube.liveBroadcast";
    private const string Streams = "youtube.liveStream";
    private const string Help = "https://developers.google.com/youtube/v3/live/docs/liveBroadcasts";

    public static ApiException TitleRequired() => Bad("titleRequired", "Title is required");

    public static ApiException InvalidTitle() => Bad("invalidTitle", "Title is invalid");

    public static ApiException InvalidDescription() => Bad("invalidDescription", "Description is invalid");

    public static ApiException ScheduledStartTimeRequired() => Bad("scheduledStartTimeRequired", "Scheduled start time is required");

    public static ApiException InvalidScheduledStartTime() => Bad("invalidScheduledStartTime", "Scheduled start time is invalid");

    public static ApiException InvalidScheduledEndTime() => Bad("invalidScheduledEndTime", "Scheduled end time is invalid");

    public static ApiException PrivacyStatusRequired() => Bad("privacyStatusRequired", "Privacy status is required");

    public static ApiException InvalidPrivacyStatus() => Bad("invalidPrivacyStatus", "Privacy status is invalid");

    public static ApiException IdRequired() => Bad("idRequired", "Broadcast ID is required");

    public static ApiException StatusRequired() => Bad("statusRequired", "Broadcast status is required");

    public static ApiException NotEnabled() =>
        Refused("liveStreamingNotEnabled", "The user is not enabled for live streaming.", "https://www.youtube.com/features");

    public static ApiException BindingNotAllowed() => Refused("liveBroadcastBindingNotAllowed", "Live broadcast binding not allowed");

    public static ApiException DeletionNotAllowed() => Refused("liveBroadcastDeletionNotAllowed", "Live broadcast deletion not allowed");

    public static ApiException StreamInactive() => Refused("errorStreamInactive", "Stream is inactive");

    public static ApiException InvalidTransition() => Refused("invalidTransition", "Invalid transition");

    public static ApiException RedundantTransition() => Refused("redundantTransition", "Redundant transition");

    public static ApiException BroadcastNotFound() =>
        new(404, "liveBroadcastNotFound", Broadcasts, "Broadcast not found", StatusCode.NotFound) { ExtendedHelp = Help };

    public static ApiException StreamNotFound() =>
        new(404, "liveStreamNotFound", Streams, "Stream not found", StatusCode.NotFound) { ExtendedHelp = Help };

    public static ApiException StreamDeletionNotAllowed() =>
        new(403, "liveStreamDeletionNotAllowed", Streams, "Live stream deletion not allowed", StatusCode.PermissionDenied)
        {
            ExtendedHelp = Help,
        };

    public static ApiException InvalidStream(string reason, string message) =>
        new(400, reason, Streams, message, StatusCode.InvalidArgument) { ExtendedHelp = Help };

    public static ApiException InvalidVideo(string reason, string message) =>
        new(400, reason, "youtube.video", message, StatusCode.InvalidArgument);

    public static ApiException VideoNotFound() =>
        new(
            404,
            "videoNotFound",
            "youtube.video",
            "The video that you are trying to update cannot be found. Check the value of the <code>id</code> field in the request body "
                + "to ensure that it is correct.",
            StatusCode.NotFound
        );

    private static ApiException Bad(string reason, string message) =>
        new(400, reason, Broadcasts, message, StatusCode.InvalidArgument) { ExtendedHelp = Help };

    private static ApiException Refused(string reason, string message, string help = Help) =>
        new(403, reason, Broadcasts, message, StatusCode.PermissionDenied) { ExtendedHelp = help };
}
