using LiveIp.Fuzz.Running;

namespace Twitch.Tests;

/// <summary>A small part of what bench/LiveIp.Fuzz does at length.</summary>
public sealed class FuzzTests
{
    [Fact]
    public void The_corpus_what_once_broke_something_and_their_mutations_do_no_harm() =>
        Assert.Empty(CorpusTrial.Run("twitch", mutations: 20_000));
}
