using CsCheck;
using Grpc.Core;
using LiveIp.Host.Api;
using LiveIp.Host.Events;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Api;

public sealed class EventServiceTokenTests
{
    [Fact]
    public void What_is_written_is_read() =>
        Gen.Select(Gen.String, Gen.Long, Gen.Long[0, long.MaxValue])
            .Sample(
                static (log, filter, sequence) =>
                {
                    var token = new EventServiceToken(log, filter);
                    Assert.Equal(sequence, token.Read(token.Write(sequence), "resume_token", sequence));
                }
            );

    [Fact]
    public void Any_changed_character_is_noticed() =>
        Gen.Select(Gen.Long[0, 1000], Gen.Int[0, 38], Gen.Char['A', 'Z'])
            .Sample(
                static (sequence, at, character) =>
                {
                    var token = new EventServiceToken("log", 1);
                    var text = token.Write(sequence);
                    // The last of 39 characters holds two bits that no byte uses.
                    if (at < text.Length - 1 && text[at] != character)
                    {
                        var failure = Assert.Throws<RpcException>(() => token.Read(text[..at] + character + text[(at + 1)..], "t", 1000));
                        Assert.Equal("RESUME_TOKEN_INVALID", failure.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>()!.Reason);
                    }
                }
            );

    [Fact]
    public Task A_token_ahead_of_the_log_is_of_another_life_of_it()
    {
        var token = new EventServiceToken("log", 1);
        return RpcAssert.FailsAsync(
            StatusCode.FailedPrecondition,
            "RESUME_TOKEN_FOREIGN",
            () => Task.FromResult(token.Read(token.Write(5), "resume_token", last: 4))
        );
    }

    [Fact]
    public void The_hash_of_a_filter_knows_what_restricts_and_not_its_order()
    {
        static long Hash(params string[] channels) => EventServiceFilter.Hash(new LogFilter { Channels = channels });
        Assert.Equal(Hash("a", "b"), Hash("b", "a"));
        Assert.NotEqual(Hash("a", "b"), Hash("ab"));
        Assert.NotEqual(Hash("a"), EventServiceFilter.Hash(new LogFilter { Platforms = ["a"] }));
        Assert.NotEqual(Hash(), EventServiceFilter.Hash(new LogFilter { Kinds = [LiveEvent.BodyOneofCase.Raid] }));
        Assert.NotEqual(
            EventServiceFilter.Hash(new LogFilter { From = Sample.Start }),
            EventServiceFilter.Hash(new LogFilter { To = Sample.Start })
        );
    }
}
