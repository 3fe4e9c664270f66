using LiveIp.Contracts;
using LiveIp.Plugins.Mastodon.Tests.Support;
using LiveIp.Plugins.Testing;
using LiveIp.V1;

namespace LiveIp.Plugins.Mastodon.Tests;

public sealed class MastodonChangeTests : NetworkChangeConformance
{
    private MastodonServer _server = null!;

    private protected override async Task<INetworkChangeBench> StartNetworkAsync()
    {
        var bench = await Bench.StartAsync();
        _server = bench.Server;
        return new ChangeBench(bench);
    }

    [Fact]
    public async Task A_server_that_lacks_editing_is_told_from_a_status_that_is_missing()
    {
        await using var bench = await StartAsync();
        var id = await bench.PostAsync(new RenderedPost { Text = "live" });
        _server.HasChanges = false;

        var edited = await bench.EditAsync(id, new RenderedPost { Text = "ended" });
        var removed = await bench.RemoveAsync(id);
        bench.Clear();
        var missing = await bench.EditAsync(id, new RenderedPost { Text = "ended" });

        Assert.Equal((ChangeOutcome.Unsupported, ChangeOutcome.Unsupported), (edited.Outcome, removed.Outcome));
        Assert.Contains("cannot edit", edited.Detail);
        Assert.Equal(ChangeOutcome.Gone, missing.Outcome);
    }

    [Fact]
    public async Task An_edit_keeps_the_media_of_the_status()
    {
        await using var bench = await StartAsync();
        var id = await bench.PostAsync(new RenderedPost { Text = "live" });
        _server.Media = ["22", "23"];

        await bench.EditAsync(id, new RenderedPost { Text = "ended" });

        Assert.Equal("22,23", _server.Forms.Last()["media_ids[]"]);
    }

    [Fact]
    public async Task The_token_is_not_said_though_the_instance_repeats_it()
    {
        await using var bench = await StartAsync();
        var id = await bench.PostAsync(new RenderedPost { Text = "live" });
        (_server.Gossips, _server.TokenIsRevoked) = (true, true);

        var edited = await bench.EditAsync(id, new RenderedPost { Text = "ended" });
        var removed = await bench.RemoveAsync(id);

        Assert.Equal((ChangeOutcome.Rejected, ChangeOutcome.Rejected), (edited.Outcome, removed.Outcome));
        Assert.Contains("is invalid", edited.Detail);
        Assert.DoesNotContain(MastodonServer.Token, $"{edited} {removed}");
    }

    [Fact]
    public async Task A_token_that_may_not_write_changes_nothing()
    {
        await using var bench = await StartAsync();
        var id = await bench.PostAsync(new RenderedPost { Text = "live" });
        _server.MayWrite = false;

        Assert.Equal(ChangeOutcome.Rejected, (await bench.EditAsync(id, new RenderedPost { Text = "ended" })).Outcome);
        Assert.Equal(ChangeOutcome.Rejected, (await bench.RemoveAsync(id)).Outcome);
        Assert.Equal(["live"], bench.Standing);
    }

    private sealed class ChangeBench(Bench bench) : INetworkChangeBench
    {
        public TimeProvider Clock => bench.Clock;

        public IDistributor Distributor => bench.Distributor();

        public IReadOnlyList<string> Standing => [.. bench.Server.Statuses.Select(static s => s.Text)];

        public void LoseNextAnswer() => bench.Server.Next = Fault.ActAndCut;

        public void Limit() => bench.Server.LimitedUntil = bench.Clock.GetUtcNow().AddSeconds(30);

        public void Clear() => bench.Server.Statuses.Clear();

        public ValueTask DisposeAsync() => bench.DisposeAsync();
    }
}
