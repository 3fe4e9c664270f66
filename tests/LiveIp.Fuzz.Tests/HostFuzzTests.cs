using LiveIp.Fuzz.Running;

namespace LiveIp.Fuzz.Tests;

/// <summary>
/// A small part of what bench/LiveIp.Fuzz does at length with what the host itself reads. Not among the host's tests: the fuzzer brings
/// the plugins' assemblies with it, which those load from their own folders.
/// </summary>
public sealed class HostFuzzTests
{
    [Theory]
    [InlineData("import.tsv")]
    [InlineData("import.twitchdownloader")]
    [InlineData("import.bililive-xml")]
    [InlineData("oauth")]
    public void The_corpus_what_once_broke_something_and_their_mutations_do_no_harm(string target) =>
        Assert.Empty(CorpusTrial.Run(target, mutations: 20_000));
}
