using LiveIp.Contracts;
using LiveIp.Host.Policies;
using LiveIp.Host.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Host.Tests.Policies;

public sealed class PolicyGateTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly FakeTimeProvider _clock = new(Sample.Start);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Opens_by_the_terms_of_the_platform()
    {
        var forbidden = FakeRegistry.Twitch with { Id = "closed", DerivedMetrics = DerivedMetricsPolicy.Forbidden };
        var unknown = FakeRegistry.Twitch with { Id = "unsaid", DerivedMetrics = DerivedMetricsPolicy.Unknown };
        var gate = Gate(new(FakeRegistry.YouTube, FakeRegistry.Twitch, forbidden, unknown), emulated: ["closed", "unsaid"]);

        Assert.True(gate.MayDerive("twitch"));
        Assert.All((string[])["youtube", "closed", "unsaid", "nobody"], p => Assert.False(gate.MayDerive(p) || gate.MayCombine(p)));
        Assert.Equal(["youtube", "twitch", "closed", "unsaid"], gate.List().Select(static p => p.Platform));
    }

    [Fact]
    public void An_agreement_opens_it_and_outlives_the_host()
    {
        var status = Gate(FakeRegistry.All()).Confirm("youtube", FakeRegistry.AgreementText);
        Assert.Equal((true, true, Sample.Start), (status.MayDerive, status.MayCombine, status.ConfirmedAt));

        _clock.Advance(TimeSpan.FromDays(1));
        var again = Gate(FakeRegistry.All());
        Assert.True(again.MayDerive("youtube"));
        Assert.Equal(Sample.Start, again.Find("youtube")!.ConfirmedAt);
    }

    [Fact]
    public void An_agreement_to_other_words_does_not_count()
    {
        Gate(FakeRegistry.All()).Confirm("youtube", FakeRegistry.AgreementText);
        var gate = Gate(new(FakeRegistry.YouTube with { AgreementText = "New words." }));

        Assert.False(gate.MayDerive("youtube"));
        Assert.Null(gate.Find("youtube")!.ConfirmedAt);
        Assert.Throws<ArgumentException>(() => gate.Confirm("youtube", FakeRegistry.AgreementText));
        Assert.Throws<KeyNotFoundException>(() => gate.Confirm("nobody", ""));
        Assert.Throws<InvalidOperationException>(() => Gate(FakeRegistry.All()).Confirm("twitch", ""));
    }

    [Fact]
    public void An_emulated_platform_needs_no_agreement() => Assert.True(Gate(FakeRegistry.All(), ["youtube"]).MayDerive("youtube"));

    private PolicyGate Gate(FakeRegistry registry, IReadOnlyList<string>? emulated = null) =>
        new(
            new() { DataDirectory = _directory.Path, EmulatedPlatforms = emulated ?? [] },
            registry,
            new(_directory.File("state.db")),
            _clock
        );
}
