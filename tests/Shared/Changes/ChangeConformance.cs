using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Plugins.Testing;

/// <summary>
/// What every distributor that edits and removes posts must hold: repeating ends with the one post as it was asked for, and a post that
/// somebody deleted does not come back.
/// </summary>
public abstract class ChangeConformance
{
    private protected static readonly RenderedPost Before = new() { Text = "Live now: stars 🌟" };
    private protected static readonly RenderedPost After = new() { Text = "Ended: stars 🌟 @everyone" };

    private protected abstract Task<IChangeBench> StartAsync();

    [Fact]
    public async Task An_edit_puts_the_new_form_in_place_and_the_same_edit_again_changes_nothing()
    {
        await using var bench = await StartAsync();
        var id = await bench.PostAsync(Before);

        var first = await bench.EditAsync(id, After);
        var second = await bench.EditAsync(id, After);

        Assert.True(first.Outcome == ChangeOutcome.Done, first.Detail);
        Assert.True(second.Outcome == ChangeOutcome.Done, second.Detail);
        Assert.Equal([After.Text], bench.Standing);
    }

    [Fact]
    public async Task A_post_that_somebody_deleted_is_gone_and_an_edit_does_not_bring_it_back()
    {
        await using var bench = await StartAsync();
        var id = await bench.PostAsync(Before);
        bench.Clear();

        var edited = await bench.EditAsync(id, After);

        Assert.Equal(ChangeOutcome.Gone, edited.Outcome);
        Assert.Empty(bench.Standing);
    }

    [Fact]
    public async Task A_removed_post_is_gone_and_removing_it_again_is_as_good()
    {
        await using var bench = await StartAsync();
        var other = await bench.PostAsync(new RenderedPost { Text = "Another" });
        bench.Clear();
        var id = await bench.PostAsync(Before);

        var first = await bench.RemoveAsync(id);
        var second = await bench.RemoveAsync(id);
        var byHand = await bench.RemoveAsync(other);

        Assert.True(first.Outcome == ChangeOutcome.Done, first.Detail);
        Assert.Equal((ChangeOutcome.Done, ChangeOutcome.Done), (second.Outcome, byHand.Outcome));
        Assert.Empty(bench.Standing);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody knows")]
    public async Task A_post_of_which_the_id_is_not_known_is_neither_edited_nor_removed(string id)
    {
        await using var bench = await StartAsync();
        await bench.PostAsync(Before);

        var edited = await bench.EditAsync(id, After);

        Assert.NotEqual(ChangeOutcome.Done, edited.Outcome);
        Assert.Equal([Before.Text], bench.Standing);
        if (id.Length == 0)
        {
            Assert.Equal(ChangeOutcome.Rejected, (await bench.RemoveAsync(id)).Outcome);
        }
    }
}
