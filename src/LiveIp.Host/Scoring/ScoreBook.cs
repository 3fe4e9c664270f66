using LiveIp.Host.Broadcasts;
using LiveIp.Host.Currencies;
using LiveIp.Host.Events;
using LiveIp.Host.Plugins;
using LiveIp.Host.Policies;
using LiveIp.Host.Scoring.Profiles;
using LiveIp.Host.Scoring.Reading;
using LiveIp.Scoring.Profiles;

namespace LiveIp.Host.Scoring;

/// <summary>Reads what every score is made of out of the log. Nothing of it is stored: the same log gives the same digits.</summary>
internal sealed class ScoreBook(
    SqliteEventLog log,
    BroadcastDirectory directory,
    MinuteReader reader,
    IExtensionRegistry registry,
    PolicyGate gate,
    ProfileStore profiles,
    RateStore rates,
    TimeProvider clock
) : IScoreBook
{
    private readonly Admission _admission = new(gate, registry);

    public async Task<ScoreSheet> ReadAsync(string profile, CancellationToken cancellationToken) =>
        await ReadAsync(profiles.Find(profile)?.Profile ?? throw new ProfileNotFoundException(profile), cancellationToken)
            .ConfigureAwait(false);

    /// <summary>Under a profile that need not be stored.</summary>
    public async Task<ScoreSheet> ReadAsync(ScoreProfile profile, CancellationToken cancellationToken)
    {
        // Taken first: the numbers contain at least all up to here.
        var asOf = log.LastSequence;
        var timeline = await directory.ReadAsync(cancellationToken).ConfigureAwait(false);
        var now = clock.GetUtcNow();
        var readings = new List<BroadcastReading>();
        foreach (var broadcast in timeline.All)
        {
            cancellationToken.ThrowIfCancellationRequested();
            readings.Add(Read(broadcast, now));
        }

        var money = new MoneyAlignment(readings.Select(static r => r.Currencies));
        var names = timeline.All.SelectMany(static b => b.Sequences.Select(s => (Of: BroadcastRecord.NameOf(s), b.Name)));
        return new(
            profile,
            asOf,
            readings.Select(r => Known(r, money, now)),
            names.ToDictionary(static n => n.Of, static n => n.Name, StringComparer.Ordinal)
        );
    }

    /// <summary>A broadcast alone, to be read on while it runs.</summary>
    public BroadcastReading Read(BroadcastRecord broadcast, DateTimeOffset now) =>
        BroadcastReading.Read(reader, broadcast, registry, gate, rates.Table, now);

    /// <summary>What may be weighed of it.</summary>
    public KnownBroadcast Known(BroadcastReading reading, MoneyAlignment money, DateTimeOffset now, bool withSteps = true)
    {
        var (broadcast, raw) = (reading.Broadcast, reading.Facts(now, withSteps));
        return new()
        {
            Name = broadcast.Name,
            Title = broadcast.Title,
            Labels = broadcast.Labels,
            IsLive = broadcast.End is null,
            IsEmulated = broadcast.Parts.Any(p => gate.IsEmulated(p.Channel.Platform)),
            Facts = _admission.Admit(money.Align(raw, reading.Currencies)),
            Raw = raw,
            Currencies = reading.Currencies,
            Exchanged = reading.Exchange.Used,
        };
    }
}
