using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Tests.Chat.Fakes;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Chat;

public sealed class ModerationTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly TalkingPlatform _one = new("one", typeof(WholeAdapter));

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_message_is_taken_out_by_the_name_of_its_event_once()
    {
        await using var rig = await ChatRig.StartAsync(_directory.Path, _one);
        var spam = await SpamAsync(rig);
        var request = new DeleteMessageRequest
        {
            Event = new() { Sequence = spam.Sequence },
            RequestId = "r",
        };

        await rig.Chat.DeleteMessageAsync(request);
        await rig.Chat.DeleteMessageAsync(request);

        Assert.Equal(["m1"], _one.Removed);
    }

    [Fact]
    public async Task A_ban_is_lifted_with_the_handle_that_the_platform_gave_even_by_the_next_host()
    {
        await using (var rig = await ChatRig.StartAsync(_directory.Path, _one))
        {
            await SpamAsync(rig);
            var answer = await rig.Chat.BanPersonAsync(
                new()
                {
                    Target = Of("m1"),
                    Reason = "spam",
                    RequestId = "r",
                }
            );
            Assert.Equal(("channels/one", "one:ann", false), (answer.Ban.Channel, answer.Ban.Person, answer.Ban.HandleLost));
            Assert.Null(answer.Ban.EndsAt);
        }

        var again = new TalkingPlatform("one", typeof(WholeAdapter));
        await using var next = await ChatRig.StartAsync(_directory.Path, again);
        await next.Chat.UnbanPersonAsync(
            new()
            {
                Target = new() { Channel = "channels/one", Person = "one:ann" },
                RequestId = "u",
            }
        );

        Assert.Equal(("one:ann", "ban-of-one:ann"), (Assert.Single(again.Unbans).Person, again.Unbans.First().Handle));
    }

    [Fact]
    public async Task A_ban_whose_answer_was_lost_stands_when_the_platform_tells_of_it_and_only_its_handle_is_lost()
    {
        _one.Banning = static async (platform, order) =>
        {
            await platform.TellAsync(
                new LiveEvent
                {
                    Id = "told",
                    Retraction = new()
                    {
                        Kind = Retraction.Types.Kind.Banned,
                        Target = new() { Id = order.Person },
                    },
                }
            );
            throw new AdapterException(FailureKind.OutcomeUnknown, "The answer was lost.");
        };
        await using var rig = await ChatRig.StartAsync(_directory.Path, _one);
        await SpamAsync(rig);

        var ban = (await rig.Chat.BanPersonAsync(new() { Target = Of("m1"), RequestId = "r" })).Ban;

        Assert.Equal(("one:ann", true), (ban.Person, ban.HandleLost));
        Assert.Single(_one.Bans);
    }

    [Fact]
    public async Task A_ban_that_is_in_place_is_one_though_its_plugin_is_replaced_by_one_that_cannot_ban()
    {
        _one.Banning = static async (platform, order) =>
        {
            await platform.TellAsync(
                new LiveEvent
                {
                    Id = "told",
                    Retraction = new()
                    {
                        Kind = Retraction.Types.Kind.Banned,
                        Target = new() { Id = order.Person },
                    },
                }
            );
            platform.IsWithdrawn = true;
            throw new AdapterException(FailureKind.OutcomeUnknown, "The answer was lost.");
        };
        await using var rig = await ChatRig.StartAsync(_directory.Path, _one);
        await SpamAsync(rig);
        var request = new BanPersonRequest { Target = Of("m1"), RequestId = "r" };

        var answer = await rig.Chat.BanPersonAsync(request);
        _one.IsWithdrawn = false;

        Assert.True(answer.Ban.HandleLost);
        Assert.Equal(answer, await rig.Chat.BanPersonAsync(request));
        Assert.Single(_one.Bans);
    }

    [Fact]
    public async Task A_ban_of_which_neither_answer_nor_word_comes_is_unknown_and_never_asked_for_again()
    {
        _one.Banning = static (_, _) => throw new AdapterException(FailureKind.OutcomeUnknown, "The answer was lost.");
        await using var rig = await ChatRig.StartAsync(_directory.Path, _one);
        await SpamAsync(rig);
        var request = new BanPersonRequest { Target = Of("m1"), RequestId = "r" };

        var call = rig.Chat.BanPersonAsync(request);
        await rig.Clock.ArmedAsync(9, 10);
        rig.Clock.AdvanceSeconds(10.1);

        await RpcAssert.FailsAsync(StatusCode.Unavailable, "OUTCOME_UNKNOWN", () => call.ResponseAsync);
        await RpcAssert.FailsAsync(StatusCode.Unavailable, "OUTCOME_UNKNOWN", () => rig.Chat.BanPersonAsync(request).ResponseAsync);
        Assert.Single(_one.Bans);
    }

    [Fact]
    public async Task A_time_out_is_whole_seconds_up_to_what_the_platform_takes()
    {
        await using var rig = await ChatRig.StartAsync(_directory.Path, _one);
        await SpamAsync(rig);
        var request = new TimeoutPersonRequest
        {
            Target = Of("m1"),
            Duration = Duration.FromTimeSpan(TimeSpan.FromDays(15)),
            RequestId = "r",
        };

        Assert.Equal(
            ["duration"],
            await RpcAssert.FailsAsync(StatusCode.InvalidArgument, "INVALID_FIELD", async () => await rig.Chat.TimeoutPersonAsync(request))
        );
        Assert.Empty(_one.Bans);
        // What was refused did not happen: its request_id is free again.
        request.Duration = Duration.FromTimeSpan(TimeSpan.FromSeconds(600));
        var ban = (await rig.Chat.TimeoutPersonAsync(request)).Ban;

        Assert.Equal(TimeSpan.FromSeconds(600), Assert.Single(_one.Bans).Duration);
        Assert.Equal(TimeSpan.FromSeconds(600), ban.EndsAt.ToDateTimeOffset() - ban.PlacedAt.ToDateTimeOffset());
    }

    [Fact]
    public async Task Nobody_bans_the_channel_itself()
    {
        await using var rig = await ChatRig.StartAsync(_directory.Path, _one);
        await _one.TellAsync("m1", "my own");
        await rig.MessagesAsync();

        await RpcAssert.FailsAsync(
            StatusCode.InvalidArgument,
            "INVALID_FIELD",
            async () => await rig.Chat.BanPersonAsync(new() { Target = Of("m1"), RequestId = "r" })
        );
    }

    [Fact]
    public async Task A_platform_without_it_says_so()
    {
        var two = new TalkingPlatform("two", typeof(TalkingAdapter));
        await using var rig = await ChatRig.StartAsync(_directory.Path, two);

        await RpcAssert.FailsAsync(
            StatusCode.Unimplemented,
            "CAPABILITY_UNSUPPORTED",
            async () =>
                await rig.Chat.BanPersonAsync(
                    new()
                    {
                        Target = new() { Channel = "channels/two", Person = "two:ann" },
                        RequestId = "r",
                    }
                )
        );
    }

    private static PersonTarget Of(string id) =>
        new()
        {
            Event = new() { Channel = "channels/one", Id = id },
        };

    private async Task<LiveEvent> SpamAsync(ChatRig rig)
    {
        await _one.TellAsync("m1", "spam", "one:ann", isOwner: false);
        return Assert.Single(await rig.MessagesAsync());
    }
}
