using LiveIp.Host.Broadcasts;
using LiveIp.Host.Distribution.Announcing;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Distribution.Announcing;

/// <summary>What is known of a broadcast, as a post that a person begins with.</summary>
public sealed class PostDraftOfShowTests
{
    [Fact]
    public async Task A_recap_has_length_peaks_and_links_of_a_broadcast_that_is_over()
    {
        await using var rig = new AnnouncerRig();
        await rig.StartAsync("twitch", " Starry\nnight ");
        await rig.StartAsync("bilibili", "Starry night");
        await rig.PassAsync(TimeSpan.FromMinutes(2));
        await rig.ViewersAsync("twitch", 1200);
        await rig.PassAsync(TimeSpan.FromMinutes(3));
        await rig.EndAllAsync();
        Assert.Null((await ShowAsync(rig)).Length);
        await rig.PassAsync(TimeSpan.FromMinutes(11));
        var show = await ShowAsync(rig);

        var recap = PostDraftOfShow.Recap(show, "broadcasts/1", "zh");
        var clip = PostDraftOfShow.Clip(show, "broadcasts/1", "");

        Assert.Equal((Post.Types.Kind.Recap, "Starry\nnight", "zh"), (recap.Kind, recap.Title, recap.Language));
        Assert.Equal(TimeSpan.FromMinutes(5), recap.Recap.Length.ToTimeSpan());
        Assert.Equal(("twitch", 1200), Assert.Single(recap.Recap.Peaks.Select(static p => (p.Platform, p.Viewers))));
        Assert.Equal(["https://twitch.example/me", "https://bilibili.example/me"], recap.Links.Select(static l => l.Uri));
        Assert.Equal(("", "Starry night", "en", "broadcasts/1"), (clip.Title, clip.Clip.Source, clip.Language, clip.Broadcast));
        Assert.Equal(recap.Links, clip.Links);
    }

    private static async Task<ShowFacts> ShowAsync(AnnouncerRig rig) =>
        rig.Get<ShowReader>().Read(Assert.Single((await rig.Get<BroadcastDirectory>().ReadAsync(Deadline.Token())).All), plan: null);
}
