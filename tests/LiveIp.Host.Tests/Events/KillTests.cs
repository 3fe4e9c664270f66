using System.Diagnostics;
using System.Globalization;
using LiveIp.Contracts;
using LiveIp.Host.Events;
using LiveIp.Host.Metrics;
using LiveIp.Host.Tests.Support;

namespace LiveIp.Host.Tests.Events;

public sealed class KillTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_was_durable_outlives_a_kill_and_checkpoint_events_and_series_agree()
    {
        for (var life = 1; life <= 3; life++)
        {
            var told = await WriteAndKillAsync(lines: 10 * life);

            await using var log = SqliteEventLog.Open(_directory.File("log.db"), TimeProvider.System);
            var checkpoint = long.Parse(log.GetMark(Sample.Channel)!.Checkpoint!, CultureInfo.InvariantCulture);
            Assert.True(checkpoint >= told, $"checkpoint {told} was told to be durable, {checkpoint} is there");

            var expected = Enumerable
                .Range(0, (int)checkpoint)
                .SelectMany(static b => Enumerable.Range(0, DoomedWriter.EventsPerBatch).Select(i => $"{b}-{i}"));
            var stored = log.Read(0, int.MaxValue);
            Assert.Equal(expected, stored.Select(static e => e.Parse().Id));
            Assert.Equal(Enumerable.Range(1, stored.Count).Select(static i => (long)i), stored.Select(static e => e.Sequence));

            var series = new SeriesReader(log.Database, log.Channels);
            var sums = series.Sums(log.Channels.Find(Sample.Channel)!, MetricIds.Likes, new(Sample.Start, Sample.Start.AddMinutes(1)));
            Assert.Equal(stored.Count, sums.Single().Sum);
        }
    }

    // The last checkpoint that the writer told of before it was killed.
    private async Task<long> WriteAndKillAsync(int lines)
    {
        using var writer = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, [.. Arguments()])
            {
                Environment = { [DoomedWriter.LogVariable] = _directory.File("log.db") },
                RedirectStandardOutput = true,
            }
        )!;
        try
        {
            var told = 0L;
            for (var line = 0; line < lines; line++)
            {
                told = long.Parse((await writer.StandardOutput.ReadLineAsync(Deadline.Token()))!, CultureInfo.InvariantCulture);
            }

            return told;
        }
        finally
        {
            writer.Kill();
            await writer.WaitForExitAsync(Deadline.Token());
        }
    }

    // Under "dotnet x.dll" the process is dotnet itself.
    private static IEnumerable<string> Arguments() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(KillTests).Assembly.Location] : [];
}
