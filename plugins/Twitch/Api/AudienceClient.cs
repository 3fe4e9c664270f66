using LiveIp.Contracts;

namespace LiveIp.Plugins.Twitch.Api;

/// <summary>The numbers that EventSub does not send: viewers and followers.</summary>
internal sealed class AudienceClient(HelixClient helix)
{
    /// <summary>The running stream, or null while offline.</summary>
    /// <exception cref="AdapterException">As <see cref="HelixClient.SendAsync"/>.</exception>
    public async Task<RunningStream?> GetStreamAsync(string userId, CancellationToken cancellationToken)
    {
        var answer = await GetAsync($"/streams?user_id={Uri.EscapeDataString(userId)}", cancellationToken);
        return StreamIn(answer);
    }

    /// <summary>How many follow the channel; null when Twitch does not say. The total needs no scope.</summary>
    /// <exception cref="AdapterException">As <see cref="HelixClient.SendAsync"/>.</exception>
    public async Task<long?> GetFollowersAsync(string userId, CancellationToken cancellationToken)
    {
        var answer = await GetAsync($"/channels/followers?broadcaster_id={Uri.EscapeDataString(userId)}", cancellationToken);
        return FollowersIn(answer);
    }

    internal static RunningStream? StreamIn(HelixAnswer answer)
    {
        var stream = answer.Json.Items("data").FirstOrDefault();
        return stream.Text("id") is { Length: > 0 } id ? new RunningStream(id, stream.Whole("viewer_count")) : null;
    }

    internal static long? FollowersIn(HelixAnswer answer) => answer.Json.Whole("total");

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
