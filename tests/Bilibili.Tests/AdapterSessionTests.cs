using LiveIp.Contracts;
using LiveIp.Plugins.Bilibili.Api;
using LiveIp.Plugins.Bilibili.Tests.Support;

namespace LiveIp.Plugins.Bilibili.Tests;

/// <summary>Which session is used, ended and opened.</summary>
public sealed class AdapterSessionTests : AdapterTest
{
    [Fact]
    public async Task A_restart_goes_on_with_the_session_and_neither_ends_nor_starts_one()
    {
        await RunOnceAsync();

        var before = Platform.Calls.Count;
        await using var again = Run();
        await SendAsync(await Platform.Sockets.NextAsync(), Chat("m-1"));
        await Wait.UntilAsync(() => !Connection.Events.IsEmpty, "an event");

        Assert.Equal("g-1", Platform.Running);
        var calls = Platform.Calls.Skip(before).Where(call => call is not ("gone" or "beat")).ToList();
        Assert.Equal(["heartbeat g-1", "auth"], calls.Take(2));
        Assert.DoesNotContain("end g-1", calls);
    }

    [Fact]
    public async Task A_session_that_cannot_be_resumed_is_ended_before_another_is_started()
    {
        // The checkpoint names it and its key is not there: as after a lost secret store.
        Platform.Running = "g-old";
        Connection.Checkpoint = new Checkpoint { GameId = "g-old" }.ToString();

        await using var run = Run();
        await Platform.Sockets.NextAsync();

        Assert.Equal(["end g-old", "start", "auth"], Platform.Calls.Take(3));
        Assert.Equal("g-1", Checkpoint.GameIdOf(Connection.Checkpoint));
    }

    [Fact]
    public async Task A_session_that_is_over_is_replaced()
    {
        await RunOnceAsync();

        Platform.Running = "";
        await using var again = Run();
        await Platform.Sockets.NextAsync();

        Assert.Equal("g-2", Platform.Running);
        Assert.Equal("g-2", Checkpoint.GameIdOf(Connection.Checkpoint));
    }

    [Fact]
    public async Task A_refused_key_of_a_resumed_session_leads_to_a_new_session_at_once()
    {
        await RunOnceAsync();

        Platform.AuthCodes.Enqueue(-101);
        await using var again = Run();
        await Wait.UntilAsync(() => Connection.Steps.Count(s => s == "online FromNow") == 2, "online with the new session");

        Assert.Equal("g-2", Platform.Running);
        Assert.Contains("end g-1", Platform.Calls);
    }

    [Fact]
    public async Task The_first_link_may_be_dead()
    {
        Platform.Links = own => ["ws://127.0.0.1:1/sub", own];

        await using var run = Run();
        await Platform.Sockets.NextAsync();
        await Wait.UntilAsync(() => Connection.Steps.Contains("online FromNow"), "online");
    }

    [Fact]
    public async Task A_session_that_cannot_be_stored_is_ended_or_it_would_bar_the_next_for_a_minute()
    {
        Connection.FullDisk = true;
        await using (var run = Run())
        {
            await Assert.ThrowsAsync<IOException>(() => run.Task.WaitAsync(Wait.Deadline));
        }

        Assert.Equal(["start", "end g-1"], Platform.Calls.Take(2));
        Assert.Equal("", Platform.Running);
    }
}
