using LiveIp.Contracts;

namespace LiveIp.Plugins.Testing;

/// <summary>What holds besides where a change goes over a wire: whatever gets lost, repeating it ends with what was asked for.</summary>
public abstract class NetworkChangeConformance : ChangeConformance
{
    private protected abstract Task<INetworkChangeBench> StartNetworkAsync();

    private protected sealed override async Task<IChangeBench> StartAsync() => await StartNetworkAsync();

    [Fact]
    public async Task An_edit_whose_answer_was_lost_is_unconfirmed_and_repeating_it_ends_with_one_post_edited()
    {
        await using var bench = await StartNetworkAsync();
        var id = await bench.PostAsync(Before);
        bench.LoseNextAnswer();

        var lost = await bench.EditAsync(id, After);
        var repeated = await bench.EditAsync(id, After);

        Assert.Equal((ChangeOutcome.Unconfirmed, ChangeOutcome.Done), (lost.Outcome, repeated.Outcome));
        Assert.Equal([After.Text], bench.Standing);
    }

    [Fact]
    public async Task A_removal_whose_answer_was_lost_is_unconfirmed_and_can_be_repeated()
    {
        await using var bench = await StartNetworkAsync();
        var id = await bench.PostAsync(Before);
        bench.LoseNextAnswer();

        var lost = await bench.RemoveAsync(id);
        var repeated = await bench.RemoveAsync(id);

        Assert.Equal((ChangeOutcome.Unconfirmed, ChangeOutcome.Done), (lost.Outcome, repeated.Outcome));
        Assert.Empty(bench.Standing);
    }

    [Fact]
    public async Task Too_many_requests_change_nothing_and_the_pause_is_told()
    {
        await using var bench = await StartNetworkAsync();
        var id = await bench.PostAsync(Before);
        bench.Limit();

        var edited = await bench.EditAsync(id, After);
        var removed = await bench.RemoveAsync(id);

        Assert.All([edited, removed], static r => Assert.Equal((ChangeOutcome.NotDone, 30), (r.Outcome, r.RetryAfter?.TotalSeconds)));
        Assert.Equal([Before.Text], bench.Standing);
    }
}
