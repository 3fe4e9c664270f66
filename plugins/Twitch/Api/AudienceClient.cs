using System.Text.Json;
using LiveIp.Contracts;

namespace LiveIp.Plugins.Twitch.Api;

/// <summary>The numbers that EventSub does not send: viewers and followers.</summary>
internal sealed class AudienceClient(HelixClient helix)
{
    /// <summary>The running stream, or null while offline.</summary>
    /// <exception cref="AdapterException">As <see cref="HelixClient.SendAsync"/>.</exception>
    /// <exception cref="UnreadableAnswerException">The answer is none.</exception>
    public async Task<RunningStream?> GetStreamAsync(string userId, CancellationToken cancellationToken)
    {
        var answer = await GetAsync($"/streams?user_id={Uri.EscapeDataString(userId)}", cancellationToken);
        return StreamIn(answer);
    }

    /// <summary>How many follow the channel. The total needs no scope.</summary>
    /// <exception cref="AdapterException">As <see cref="HelixClient.SendAsync"/>.</exception>
    /// <exception cref="UnreadableAnswerException">The answer is none.</exception>
    public async Task<long> GetFollowersAsync(string userId, CancellationToken cancellationToken)
    {
        var answer = await GetAsync($"/channels/followers?broadcaster_id={Uri.EscapeDataString(userId)}", cancellationToken);
        return FollowersIn(answer);
    }

    /// <exception cref="UnreadableAnswerException">It lists neither a stream nor none: that is not the same as being offline.</exception>
    internal static RunningStream? StreamIn(HelixAnswer answer)
    {
        if (!answer.Json.IsList("data"))
        {
            throw new UnreadableAnswerException("streams", answer);
        }

        var stream = answer.Json.Items("data").FirstOrDefault();
        if (stream.ValueKind == JsonValueKind.Undefined)
        {
            return null;
        }

        return
            stream.Text("id") is var id
            && UnreadableSample.IsId(id)
            && (stream.Whole("viewer_count") is >= 0 || !stream.Has("viewer_count"))
            ? new RunningStream(id, stream.Whole("viewer_count"))
            : throw new UnreadableAnswerException("streams", answer);
    }

    /// <exception cref="UnreadableAnswerException">There is no number in it.</exception>
    internal static long FollowersIn(HelixAnswer answer) =>
        answer.Json.Whole("total") is { } total and >= 0 ? total : throw new UnreadableAnswerException("followers", answer);

    private async Task<HelixAnswer> GetAsync(string path, CancellationToken cancellationToken)
    {
        var answer = await helix.SendAsync(HttpMethod.Get, path, null, cancellationToken);
        return answer.IsSuccess
            ? answer
            : throw new AdapterException(FailureKind.Transient, $"Twitch answered {(int)answer.Status}{answer.Explanation}.");
    }
}

/// <summary>A stream as GET /streams lists it.</summary>
internal sealed record RunningStream(string Id, long? Viewers);
