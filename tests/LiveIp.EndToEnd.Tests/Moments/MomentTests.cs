using Google.Protobuf.WellKnownTypes;
using LiveIp.EndToEnd.Tests.Chat;
using LiveIp.EndToEnd.Tests.Support;
using LiveIp.V1;
using State = LiveIp.V1.Moment.Types.State;

namespace LiveIp.EndToEnd.Tests.Moments;

/// <summary>Markers, clips and predictions on the emulated platforms, with answers lost on the way.</summary>
public sealed class MomentTests : IAsyncLifetime
{
    private LiveChats _host = null!;

    private MomentService.MomentServiceClient Moments => new(_host.Api);

    private PredictionService.PredictionServiceClient Predictions => new(_host.Api);

    public async ValueTask InitializeAsync() => _host = await LiveChats.StartAsync(Deadline.In(90));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_marker_is_Twitchs_there_and_LiveIps_elsewhere_and_a_clip_appears()
    {
        var marked = await Moments.CreateMarkerAsync(new() { Note = "boss", RequestId = "m" }, cancellationToken: Deadline.In(30));
        State Of(string platform) => marked.Moments.Single(m => m.Channel == _host.Channels[platform]).State;
        Assert.Equal((State.OnPlatform, State.Local, State.Local), (Of("twitch"), Of("youtube"), Of("bilibili")));

        var clipped = await Moments.CreateClipAsync(
            new()
            {
                Title = "wow",
                AllowPartial = true,
                RequestId = "c",
            },
            cancellationToken: Deadline.In(40)
        );
        var clip = clipped.Moments.Single(m => m.Channel == _host.Channels["twitch"]);
        Assert.True(clip.State == State.OnPlatform, clip.ToString());
        Assert.NotEmpty(clip.Uri);
        Assert.Equal(2, clipped.Moments.Count(static m => m.State == State.Unsupported));
        Assert.Equal(4, (await Moments.ListMomentsAsync(new(), cancellationToken: Deadline.In(20))).Moments.Count);
    }

    [Fact]
    public async Task With_every_answer_lost_nothing_is_done_twice()
    {
        await _host.Emulators.OrderFaultAsync(new { platform = "twitch", kind = "loseEachAnswer" }, Deadline.In(10));
        var twitch = _host.Channels["twitch"];

        var marked = await Moments.CreateMarkerAsync(
            new()
            {
                Note = "lost",
                Channels = { twitch },
                RequestId = "m",
            },
            cancellationToken: Deadline.In(30)
        );
        // Markers cannot be looked for.
        Assert.Equal(State.Unknown, Assert.Single(marked.Moments).State);

        var clip = new CreateClipRequest
        {
            Title = "lost",
            Channels = { twitch },
            RequestId = "c",
        };
        var clipped = await Moments.CreateClipAsync(clip, cancellationToken: Deadline.In(40));
        Assert.True(Assert.Single(clipped.Moments).State == State.OnPlatform, clipped.ToString());
        Assert.Equal(clipped, await Moments.CreateClipAsync(clip, cancellationToken: Deadline.In(40)));

        var begun = await Predictions.CreatePredictionAsync(
            new()
            {
                Title = "Win?",
                Outcomes = { "Yes", "No" },
                Window = new Duration { Seconds = 60 },
                Channels = { twitch },
                RequestId = "p",
            },
            cancellationToken: Deadline.In(40)
        );
        var prediction = Assert.Single(begun.Results).Prediction;
        Assert.NotNull(prediction);
        var resolved = await Predictions.ResolvePredictionAsync(
            new()
            {
                Channel = twitch,
                Outcome = prediction.Outcomes[0].Id,
                RequestId = "r",
            },
            cancellationToken: Deadline.In(40)
        );
        Assert.Equal(Prediction.Types.State.Resolved, resolved.Prediction.State);
        var listed = await Predictions.ListPredictionsAsync(new() { Channel = twitch }, cancellationToken: Deadline.In(20));
        Assert.Equal(prediction.Id, Assert.Single(listed.Predictions).Id);
    }
}
