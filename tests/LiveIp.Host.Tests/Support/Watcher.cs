using Grpc.Core;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Support;

/// <summary>A client of WatchEvents, reading response by response.</summary>
internal sealed class Watcher(ChannelBase channel, WatchEventsRequest request) : IDisposable
{
    private readonly AsyncServerStreamingCall<WatchEventsResponse> _call = new EventService.EventServiceClient(channel).WatchEvents(
        request,
        cancellationToken: Deadline.Token()
    );

    /// <summary>Of the last response.</summary>
    public string Token { get; private set; } = "";

    public async Task<WatchEventsResponse> NextAsync()
    {
        Assert.True(await _call.ResponseStream.MoveNext(Deadline.Token()), "the stream has ended");
        Token = _call.ResponseStream.Current.ResumeToken;
        Assert.NotEmpty(Token);
        return _call.ResponseStream.Current;
    }

    /// <summary>The ids of the next events, heartbeats and the like passed over.</summary>
    public async Task<string[]> IdsAsync(int count)
    {
        var ids = new List<string>();
        while (ids.Count < count)
        {
            ids.AddRange((await NextAsync()).Events.Select(static e => e.Id));
        }

        return [.. ids];
    }

    public async Task<WatchEventsResponse> UntilAsync(Func<WatchEventsResponse, bool> wanted)
    {
        while (true)
        {
            if (await NextAsync() is var response && wanted(response))
            {
                return response;
            }
        }
    }

    public void Dispose() => _call.Dispose();
}
