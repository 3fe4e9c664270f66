using System.Text.Json.Nodes;
using LiveIp.Contracts;
using LiveIp.Plugins.Bluesky.Tests.Support;
using LiveIp.Plugins.Testing;
using LiveIp.V1;

namespace LiveIp.Plugins.Bluesky.Tests;

public sealed class BlueskyChangeTests : NetworkChangeConformance
{
    private BlueskyServer _server = null!;

    private protected override async Task<INetworkChangeBench> StartNetworkAsync()
    {
        var bench = await Bench.StartAsync();
        _server = bench.Server;
        return new ChangeBench(bench);
    }

    [Fact]
    public async Task An_edit_keeps_the_time_of_the_post_and_what_is_embedded_in_it()
    {
        await using var bench = await StartAsync();
        var id = await bench.PostAsync(new RenderedPost { Text = "live" });
        var (key, record) = Assert.Single(_server.Records);
        record["embed"] = new JsonObject { ["$type"] = "app.bsky.embed.images", ["images"] = new JsonArray() };
        var createdAt = (string?)record["createdAt"];

        await bench.EditAsync(id, new RenderedPost { Text = "ended" });

        var edited = _server.Records[key];
        Assert.Equal(("ended", createdAt), ((string?)edited["text"], (string?)edited["createdAt"]));
        Assert.Equal("app.bsky.embed.images", (string?)edited["embed"]?["$type"]);
    }

    [Fact]
    public async Task A_post_that_is_deleted_while_it_is_being_edited_does_not_come_back()
    {
        await using var bench = await StartAsync();
        var id = await bench.PostAsync(new RenderedPost { Text = "live" });
        _server.AfterRead = _server.Records.Clear;

        var edited = await bench.EditAsync(id, new RenderedPost { Text = "ended" });

        Assert.Equal(ChangeOutcome.NotDone, edited.Outcome);
        Assert.Empty(bench.Standing);
    }

    [Fact]
    public async Task Tokens_are_not_said_though_the_server_repeats_them()
    {
        await using var bench = await StartAsync();
        var id = await bench.PostAsync(new RenderedPost { Text = "live" });
        (_server.Gossips, _server.GivesStaleTokens) = (true, true);
        _server.ExpireAccess();

        var edited = await bench.EditAsync(id, new RenderedPost { Text = "ended" });
        var removed = await bench.RemoveAsync(id);

        Assert.Equal((ChangeOutcome.NotDone, ChangeOutcome.NotDone), (edited.Outcome, removed.Outcome));
        Assert.Contains("Token has expired", edited.Detail);
        Assert.All(_server.Secrets, secret => Assert.DoesNotContain(secret, $"{edited} {removed}"));
    }

    [Fact]
    public async Task A_session_that_ran_out_is_renewed_for_a_change()
    {
        await using var bench = await StartAsync();
        var id = await bench.PostAsync(new RenderedPost { Text = "live" });
        _server.ExpireAccess();

        var edited = await bench.EditAsync(id, new RenderedPost { Text = "ended" });
        _server.ExpireAccess();
        var removed = await bench.RemoveAsync(id);

        Assert.Equal((ChangeOutcome.Done, ChangeOutcome.Done), (edited.Outcome, removed.Outcome));
        Assert.Empty(bench.Standing);
    }

    private sealed class ChangeBench(Bench bench) : INetworkChangeBench
    {
        public TimeProvider Clock => bench.Clock;

        public IDistributor Distributor => bench.Distributor();

        public IReadOnlyList<string> Standing => [.. bench.Server.Records.Values.Select(static r => (string?)r["text"] ?? "")];

        public void LoseNextAnswer() => bench.Server.Next = Fault.ActAndCut;

        public void Limit() => bench.Server.WriteLimit = 30;

        public void Clear() => bench.Server.Records.Clear();

        public ValueTask DisposeAsync() => bench.DisposeAsync();
    }
}
