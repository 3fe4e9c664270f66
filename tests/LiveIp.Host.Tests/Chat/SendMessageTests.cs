using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Tests.Chat.Fakes;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Chat;

public sealed class SendMessageTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly TalkingPlatform _one = new("one", typeof(WholeAdapter));
    private readonly TalkingPlatform _two = new("two", typeof(TalkingAdapter));
    private readonly TalkingPlatform _mute = new("mute", typeof(MuteAdapter));

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_message_reaches_every_chat_and_is_known_when_it_comes_back()
    {
        await using var rig = await ChatRig.StartAsync(_directory.Path, _one, _two);

        var answer = await rig.Chat.SendMessageAsync(Say("hello"));

        Assert.Equal(["channels/one", "channels/two"], answer.Results.Select(static r => r.Channel).Order());
        Assert.All(answer.Results, static r => Assert.Equal((SendState.Sent, ""), (r.State, r.Detail)));
        Assert.Equal(["one-1", "two-1"], answer.Results.Select(static r => Assert.Single(r.Lines).EventId).Order());
        var logged = await rig.MessagesAsync();
        Assert.Equal(["one-1", "two-1"], logged.Select(static e => e.Id).Order());
        Assert.All(logged, static e => Assert.True(e.Own));
    }

    [Fact]
    public async Task What_we_wrote_is_no_audience()
    {
        await using var rig = await ChatRig.StartAsync(_directory.Path, _one);
        await rig.Chat.SendMessageAsync(Say("hello"));
        await _one.TellAsync("viewer-1", "hello", "one:viewer", isOwner: false);

        Assert.Equal([true, false], (await rig.MessagesAsync()).Select(static e => e.Own));
        Assert.Equal(1, Count(rig, "sum(sum)", "metric_points WHERE metric = 'chat.messages'"));
        Assert.Equal(1, Count(rig, "sum(length(entries)) / 9", "speaker_runs"));
    }

    [Fact]
    public async Task A_viewer_who_repeats_it_while_it_is_under_way_is_not_taken_for_us()
    {
        _one.Answer = static async (platform, message) =>
        {
            await platform.TellAsync("viewer", message.Text, "one:viewer", isOwner: false);
            await platform.TellAsync("ours", message.Text);
            return new SentMessage { Id = "ours" };
        };
        await using var rig = await ChatRig.StartAsync(_directory.Path, _one);

        await rig.Chat.SendMessageAsync(Say("hello"));

        Assert.Equal([("viewer", false), ("ours", true)], (await rig.MessagesAsync()).Select(static e => (e.Id, e.Own)));
    }

    [Fact]
    public async Task An_echo_after_the_answer_is_known_by_its_id_whatever_the_platform_made_of_the_text()
    {
        _one.Answer = static (_, _) => Task.FromResult(new SentMessage { Id = "ours" });
        await using var rig = await ChatRig.StartAsync(_directory.Path, _one);

        await rig.Chat.SendMessageAsync(Say("damn"));
        await _one.TellAsync("ours", "****");

        Assert.True(Assert.Single(await rig.MessagesAsync()).Own);
    }

    [Fact]
    public async Task A_long_message_becomes_lines_in_order()
    {
        await using var rig = await ChatRig.StartAsync(_directory.Path, _one);

        var answer = await rig.Chat.SendMessageAsync(Say("the first line is this and the second is that"));

        Assert.Equal(["the first line is", "this and the second", "is that"], _one.Heard.Select(static m => m.Text));
        Assert.Equal(["one-1", "one-2", "one-3"], Assert.Single(answer.Results).Lines.Select(static l => l.EventId));
    }

    [Fact]
    public async Task Lines_keep_the_platforms_pace()
    {
        _one.Limits = _one.Limits with { MinInterval = TimeSpan.FromSeconds(2) };
        await using var rig = await ChatRig.StartAsync(_directory.Path, _one);

        var call = rig.Chat.SendMessageAsync(Say("the first line is this and"));
        await rig.Clock.ArmedAsync(1.9, 2.1);
        Assert.Single(_one.Heard);
        rig.Clock.AdvanceSeconds(2);

        Assert.Equal(SendState.Sent, Assert.Single((await call).Results).State);
        Assert.Equal(2, _one.Heard.Count);
    }

    [Fact]
    public async Task A_refusal_is_told_with_the_platforms_word_and_stops_the_rest()
    {
        _one.Answer = static (platform, message) =>
            platform.Heard.Count == 2
                ? throw new AdapterException(FailureKind.Refused, "The chat is over.") { Reason = "liveChatEnded" }
                : Task.FromResult(new SentMessage { Id = platform.NextId() });
        await using var rig = await ChatRig.StartAsync(_directory.Path, _one, _two);

        var answer = await rig.Chat.SendMessageAsync(Say("the first line is this and the second is that"));

        var refused = answer.Results.Single(static r => r.Channel == "channels/one");
        Assert.Equal((SendState.Refused, "The chat is over."), (refused.State, refused.Detail));
        Assert.Equal([SendState.Sent, SendState.Refused, SendState.NotSent], refused.Lines.Select(static l => l.State));
        Assert.Equal(("PLATFORM_REFUSED", "liveChatEnded"), (refused.Lines[1].Reason, refused.Lines[1].PlatformReason));
        Assert.Equal(SendState.Sent, answer.Results.Single(static r => r.Channel == "channels/two").State);
        Assert.Equal(2, _one.Heard.Count);
    }

    [Fact]
    public async Task A_lost_answer_whose_line_is_in_the_chat_is_sent()
    {
        _one.Answer = static async (platform, message) =>
        {
            await platform.TellAsync("ours", message.Text);
            throw new AdapterException(FailureKind.OutcomeUnknown, "The answer was lost.");
        };
        await using var rig = await ChatRig.StartAsync(_directory.Path, _one);

        var result = Assert.Single((await rig.Chat.SendMessageAsync(Say("hello"))).Results);

        Assert.Equal((SendState.Sent, "ours"), (result.State, Assert.Single(result.Lines).EventId));
        Assert.Single(_one.Heard);
    }

    [Fact]
    public async Task A_lost_answer_without_an_echo_is_unknown_after_ten_seconds_and_never_sent_again()
    {
        _one.Answer = static (_, _) => throw new AdapterException(FailureKind.OutcomeUnknown, "The answer was lost.");
        await using var rig = await ChatRig.StartAsync(_directory.Path, _one);

        var call = rig.Chat.SendMessageAsync(Say("hello"));
        await rig.Clock.ArmedAsync(9, 10);
        rig.Clock.AdvanceSeconds(9.9);
        Assert.False(call.ResponseAsync.IsCompleted);
        await rig.Clock.ArmedAsync(0.01, 10);
        rig.Clock.AdvanceSeconds(0.2);
        var result = Assert.Single((await call).Results);

        Assert.Equal(SendState.Unknown, result.State);
        Assert.Equal("OUTCOME_UNKNOWN", Assert.Single(result.Lines).Reason);
        Assert.Contains("10 s", result.Detail, StringComparison.Ordinal);
        Assert.Equal(result, Assert.Single((await rig.Chat.SendMessageAsync(Say("hello"))).Results));
        Assert.Single(_one.Heard);
    }

    [Fact]
    public async Task A_repeated_call_answers_with_the_first_and_a_changed_one_is_refused()
    {
        await using var rig = await ChatRig.StartAsync(_directory.Path, _one);
        var first = await rig.Chat.SendMessageAsync(Say("hello"));

        Assert.Equal(first, await rig.Chat.SendMessageAsync(Say("hello")));
        Assert.Single(_one.Heard);
        await RpcAssert.FailsAsync(
            StatusCode.InvalidArgument,
            "REQUEST_ID_REUSED",
            async () => await rig.Chat.SendMessageAsync(Say("hello again"))
        );
    }

    [Fact]
    public async Task The_same_call_twice_at_once_writes_once()
    {
        var gate = new TaskCompletionSource();
        _one.Answer = async (platform, _) =>
        {
            await gate.Task;
            return new SentMessage { Id = platform.NextId() };
        };
        await using var rig = await ChatRig.StartAsync(_directory.Path, _one);

        var calls = Enumerable.Range(0, 5).Select(_ => rig.Chat.SendMessageAsync(Say("hello")).ResponseAsync).ToList();
        gate.SetResult();
        var answers = await Task.WhenAll(calls);

        Assert.Single(_one.Heard);
        Assert.All(answers, a => Assert.Equal(answers[0], a));
    }

    [Fact]
    public async Task Where_a_platform_cannot_nothing_is_sent_anywhere_unless_that_is_fine()
    {
        await using var rig = await ChatRig.StartAsync(_directory.Path, _one, _mute);

        await RpcAssert.FailsAsync(
            StatusCode.Unimplemented,
            "CAPABILITY_UNSUPPORTED",
            async () => await rig.Chat.SendMessageAsync(Say("hello"))
        );
        Assert.Empty(_one.Heard);

        var partial = Say("hello");
        partial.AllowPartial = true;
        var answer = await rig.Chat.SendMessageAsync(partial);
        Assert.Equal(SendState.Sent, answer.Results.Single(static r => r.Channel == "channels/one").State);
        var mute = answer.Results.Single(static r => r.Channel == "channels/mute");
        Assert.Equal((SendState.Unsupported, 0), (mute.State, mute.Lines.Count));
        Assert.Contains("chat_send", mute.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_of_every_platform_are_looked_at_before_anything_is_sent()
    {
        _two.Limits = _two.Limits with { MaxLength = 5 };
        await using var rig = await ChatRig.StartAsync(_directory.Path, _one, _two);

        var fields = await RpcAssert.FailsAsync(
            StatusCode.InvalidArgument,
            "INVALID_FIELD",
            async () => await rig.Chat.SendMessageAsync(Say("see https://example.com/abc"))
        );

        Assert.Equal(["text", "text"], fields);
        Assert.Empty(_one.Heard);
        Assert.Empty(_two.Heard);
    }

    [Fact]
    public async Task A_message_that_is_a_flood_is_refused()
    {
        await using var rig = await ChatRig.StartAsync(_directory.Path, _one);

        var fields = await RpcAssert.FailsAsync(
            StatusCode.InvalidArgument,
            "INVALID_FIELD",
            async () => await rig.Chat.SendMessageAsync(Say(new string('x', 201)))
        );

        Assert.Equal(["text"], fields);
        Assert.Empty(_one.Heard);
    }

    [Fact]
    public async Task After_the_end_of_the_host_lines_that_had_not_left_are_given_up_and_the_others_looked_for()
    {
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var never = new TaskCompletionSource<SentMessage>();
        _one.Answer = (_, _) =>
        {
            left.TrySetResult();
            return never.Task;
        };
        var rig = await ChatRig.StartAsync(_directory.Path, _one);
        var call = rig.Chat.SendMessageAsync(Say("the first line is this and the second is that"));
        await left.Task.WaitAsync(Deadline.Limit);
        // What was written to disk up to here is all that the next host has.
        using var copy = new TempDirectory();
        foreach (var file in Directory.EnumerateFiles(_directory.Path))
        {
            File.Copy(file, copy.File(Path.GetFileName(file)));
        }

        never.SetResult(new SentMessage { Id = "late" });
        await call;
        await rig.DisposeAsync();

        var again = new TalkingPlatform("one", typeof(WholeAdapter));
        await using var next = await ChatRig.StartAsync(copy.Path, again);
        await again.TellAsync("found", "the first line is");
        var ended = next.Log.WaitForMoreAsync(0, Deadline.Token());
        await ended;
        var result = Assert.Single((await SettledAsync(next)).Results);

        Assert.Equal([SendState.Sent, SendState.NotSent, SendState.NotSent], result.Lines.Select(static l => l.State));
        Assert.Equal("found", result.Lines[0].EventId);
        Assert.Empty(again.Heard);
        Assert.True(Assert.Single(await next.MessagesAsync()).Own);
    }

    // The host has no signal for the end of looking; its clients ask again, and so does this.
    private static async Task<SendMessageResponse> SettledAsync(ChatRig rig)
    {
        for (var limit = Deadline.Token(); ; await Task.Delay(10, limit))
        {
            var answer = await rig.Chat.SendMessageAsync(Say("the first line is this and the second is that"));
            if (answer.Results[0].Lines[0].State == SendState.Sent)
            {
                return answer;
            }
        }
    }

    private static SendMessageRequest Say(string text) => new() { Text = text, RequestId = "r" };

    private static long Count(ChatRig rig, string what, string where)
    {
        using var connection = rig.Log.Database.OpenReader();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this test.
        command.CommandText = $"SELECT {what} FROM {where}";
#pragma warning restore CA2100
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
