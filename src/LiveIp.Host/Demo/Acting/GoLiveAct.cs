using LiveIp.Host.Demo.Comparison;
using LiveIp.Host.Demo.History;
using LiveIp.V1;
using ChannelState = LiveIp.V1.BroadcastChannel.Types.State;

namespace LiveIp.Host.Demo.Acting;

/// <summary>
/// One broadcast on all channels: YouTube is commanded, Twitch gets title and category, and where the host does not begin it the
/// script plays the encoder.
/// </summary>
internal sealed class GoLiveAct(DemoStage stage, PlannedBroadcast planned, PastShow show, ShowWindow window) : IShowAct
{
    private const string Act = "go live";

    private Broadcast _live = new();
    private string _titleOnBilibili = "";
    private string _twitchTitle = "";
    private string _twitchCategory = "";

    public async Task DoAsync(CancellationToken cancellationToken)
    {
        // First without saying that partial success is fine: Bilibili has no call that sets a title, and the host does not pretend.
        var strict = Plan(allowUnsupported: false);
        strict.ValidateOnly = true;
        strict.Channels.Add(stage.Names["bilibili"]);
        _titleOnBilibili =
            await Refusals.ReasonAsync(async () => await planned.Api.CreateBroadcastAsync(strict, cancellationToken: cancellationToken))
            ?? "not refused";

        planned.Name = (await planned.Api.CreateBroadcastAsync(Plan(allowUnsupported: true), cancellationToken: cancellationToken))
            .Broadcast
            .Name;
        await planned.Api.GoLiveAsync(new() { Name = planned.Name, RequestId = "demo-golive" }, cancellationToken: cancellationToken);
        // An encoder that begins before the platform is ready for it would begin another broadcast than the one that was planned.
        await planned.UntilAsync(
            static c => c.State is ChannelState.WaitingForEncoder or ChannelState.Live,
            "ready for the encoder",
            cancellationToken
        );
        await HistoryPlayer.OpenAsync(stage, show, window, cancellationToken);
        // Now, as the show changes the title again while it runs.
        var channel = (await stage.Emulators.GetChannelsAsync(cancellationToken))["twitch"]!;
        (_twitchTitle, _twitchCategory) = ((string?)channel["title"] ?? "", (string?)channel["category"] ?? "");
        _live = await planned.UntilAsync(static c => c.State == ChannelState.Live, "live", cancellationToken);
    }

    public IEnumerable<ActResult> Judge(ActingTruth truth)
    {
        var (made, bound) = (truth.Broadcasts.Count, truth.Broadcasts.Count(static b => b["boundStream"] is not null));
        var titles = string.Join(", ", truth.Broadcasts.Select(static b => $"“{b["title"]}”"));
        yield return new ActResult(
            Act,
            "youtube",
            Told("youtube", "commanded"),
            $"{made} broadcast, {bound} bound, {truth.Streams} stream, {titles}",
            ActingJudge.IsMadeOnce(truth, show.Title)
        );
        yield return new ActResult(
            Act,
            "twitch",
            Told("twitch", "title and category set; the encoder began it"),
            $"“{_twitchTitle}”, {_twitchCategory}",
            _twitchTitle == show.Title && _twitchCategory == Of("twitch")?.CategoryName
        );
        yield return new ActResult(
            Act,
            "bilibili",
            Told("bilibili", $"title {_titleOnBilibili}; the encoder began it"),
            "no call that could set a title",
            _titleOnBilibili == "CAPABILITY_UNSUPPORTED"
        );
    }

    private CreateBroadcastRequest Plan(bool allowUnsupported)
    {
        var request = new CreateBroadcastRequest
        {
            Details = new()
            {
                Title = show.Title,
                Category = "coding",
                Tags = { "coding", "编程" },
                Language = "zh",
            },
            AllowUnsupported = allowUnsupported,
            RequestId = allowUnsupported ? "demo-plan" : "",
        };
        return request;
    }

    private string Told(string platform, string how) => $"{Of(platform)?.State.ToString().ToUpperInvariant()}: {how}";

    private BroadcastChannel? Of(string platform) => _live.Channels.FirstOrDefault(c => c.Platform == platform);
}
