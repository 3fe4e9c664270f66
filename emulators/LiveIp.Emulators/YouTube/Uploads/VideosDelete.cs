using LiveIp.Emulators.YouTube.Access;
using LiveIp.Emulators.YouTube.Rest;

namespace LiveIp.Emulators.YouTube.Uploads;

/// <summary>DELETE videos, of those that were uploaded. A broadcast is deleted as such.</summary>
internal sealed class VideosDelete(YouTubeStage stage)
{
    public ApiMethod Method => ApiMethod.Acting("DELETE", "/youtube/v3/videos", Delete);

    private Answer Delete(ApiQuery query, Caller caller) =>
        stage.Uploads.Book.Delete(query.Required("id")) ? new Answer(Body: null) : throw LiveErrors.VideoNotFound();
}
