using LiveIp.Contracts;
using LiveIp.Host.Policies;
using LiveIp.Host.Tests.Support;
using Microsoft.Data.Sqlite;
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
        var gate = Gate(new(FakeRegistry.YouTube, FakeRegistry.Twitch, forbidden, unknown));

        Assert.True(gate.MayDerive("twitch"));
        Assert.All((string[])["youtube", "closed", "unsaid", "nobody"], p => Assert.False(gate.MayDerive(p) || gate.MayCombine(p)));
        Assert.Equal(["youtube", "twitch", "closed", "unsaid"], gate.List().Select(static p => p.Platform));
        Assert.All(
            (string[])["closed", "unsaid"],
            p => Assert.Throws<InvalidOperationException>(() => gate.Confirm(p, "", emulated: true))
        );
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
    public void An_emulator_needs_the_same_agreement_and_is_told_apart_by_it()
    {
        var gate = Gate(FakeRegistry.All());
        Assert.Throws<ArgumentException>(() => gate.Confirm("youtube", "", emulated: true));
        Assert.False(gate.MayDerive("youtube"));

        var status = gate.Confirm("youtube", FakeRegistry.AgreementText, emulated: true);

        Assert.Equal((true, true), (status.MayDerive, status.Emulated));
        Assert.True(Gate(FakeRegistry.All()).IsEmulated("youtube"));
        Assert.True(Gate(new()).IsEmulated("youtube"));
        Assert.False(Gate(new(FakeRegistry.YouTube with { AgreementText = "New words." })).IsEmulated("youtube"));
        Assert.False(gate.Confirm("youtube", FakeRegistry.AgreementText).Emulated);
        Assert.False(Gate(FakeRegistry.All()).IsEmulated("youtube"));
    }

    [Fact]
    public void Where_nothing_is_to_be_agreed_to_an_emulator_can_be_marked_and_unmarked()
    {
        var gate = Gate(FakeRegistry.All());

        Assert.Throws<ArgumentException>(() => gate.Confirm("twitch", "something", emulated: true));
        Assert.Equal((true, true), (gate.Confirm("twitch", "", emulated: true).Emulated, gate.MayDerive("twitch")));
        Assert.Equal(Sample.Start, Gate(FakeRegistry.All()).Find("twitch")!.ConfirmedAt);
        Assert.False(gate.Confirm("twitch", "").Emulated);
        Assert.Throws<InvalidOperationException>(() => gate.Confirm("twitch", ""));
        Assert.False(Gate(FakeRegistry.All()).IsEmulated("twitch"));
    }

    [Fact]
    public void An_agreement_from_before_there_was_a_word_for_emulators_still_holds()
    {
        using (var old = new SqliteConnection($"Data Source={_directory.File("state.db")};Pooling=False"))
        {
            old.Open();
            using var command = old.CreateCommand();
            command.CommandText = """
                CREATE TABLE policies (platform TEXT PRIMARY KEY, agreement_text TEXT NOT NULL, confirmed_at INTEGER NOT NULL);
                INSERT INTO policies VALUES ('youtube', $text, 1000);
                """;
            command.Parameters.AddWithValue("$text", FakeRegistry.AgreementText);
            command.ExecuteNonQuery();
        }

        var status = Gate(FakeRegistry.All()).Find("youtube")!;

        Assert.Equal((true, false, DateTimeOffset.FromUnixTimeSeconds(1)), (status.MayDerive, status.Emulated, status.ConfirmedAt));
    }

    private PolicyGate Gate(FakeRegistry registry) => new(registry, new(_directory.File("state.db")), _clock);
}
