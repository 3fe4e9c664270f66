using Twitch.Tests.Server;

namespace Twitch.Tests;

/// <summary>Apart from the others, because it lasts as long as the adapter waits: 5 s.</summary>
public class UnansweredGoodbyeTests
{
    [Fact]
    public async Task An_old_server_that_never_answers_is_cut_off_and_the_new_one_is_read()
    {
        var (running, old) = await Running.OnlineAsync();
        await using var _ = running;
        var never = new TaskCompletionSource();
        old.MayAnswerGoodbye = never.Task;

        await old.MoveAsync(running.Server.WebSocketUri("/moved"));
        var moved = await running.Server.NextSessionAsync();
        await moved.WelcomeAsync();
        await moved.ChatAsync("m1");
        await old.Goodbye.WithDeadline();

        await running.Connection.WaitForAsync(static e => e.Any(static e => e.Id == "m1"));
        Assert.False(running.Run.IsCompleted);
        never.SetResult();
    }
}
