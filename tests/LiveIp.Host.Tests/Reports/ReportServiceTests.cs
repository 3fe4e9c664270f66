using System.Text;
using System.Text.Json.Nodes;
using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Tests.Broadcasts;
using LiveIp.Host.Tests.Scoring;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Extensions.Time.Testing;
using Parquet;

namespace LiveIp.Host.Tests.Reports;

/// <summary>From events in the log to files in the caller's hand.</summary>
public sealed class ReportServiceTests
{
    private readonly FakeTimeProvider _clock = new(Sample.Start.AddDays(30));

    [Theory]
    [InlineData(ReportFormat.Html, "text/html; charset=utf-8", ".html")]
    [InlineData(ReportFormat.Markdown, "text/markdown; charset=utf-8", ".md")]
    [InlineData(ReportFormat.Json, "application/json", ".json")]
    [InlineData(ReportFormat.Csv, "text/csv; charset=utf-8; header=present", ".csv")]
    public async Task A_report_of_the_last_broadcast_in_every_format(ReportFormat format, string mediaType, string ending)
    {
        await using var host = await HistoryAsync();

        var english = await ReportAsync(host, format, "en");
        var again = await ReportAsync(host, format, "");
        var chinese = await ReportAsync(host, format, "zh");

        Assert.Equal(mediaType, english.MediaType);
        Assert.StartsWith("broadcast-", english.FileName, StringComparison.Ordinal);
        Assert.EndsWith(ending, english.FileName, StringComparison.Ordinal);
        Assert.Equal(english, again);
        var text = chinese.Content.ToStringUtf8();
        Assert.Equal(format is ReportFormat.Html or ReportFormat.Markdown, text.Any(static c => c is >= '\u4e00' and <= '\u9fff'));
    }

    [Fact]
    public async Task The_report_has_the_numbers_of_the_score()
    {
        await using var host = await HistoryAsync();
        var score = (
            await new ScoreService.ScoreServiceClient(host.Channel).GetBroadcastScoreAsync(
                new() { Broadcast = "broadcasts/last" },
                cancellationToken: Deadline.Token()
            )
        ).Score;

        var report = JsonNode.Parse((await ReportAsync(host, ReportFormat.Json, "en")).Content.ToStringUtf8())!;

        Assert.True(score.HasValue);
        Assert.Equal(score.Value, (double)report["score"]!["score_points"]!);
        Assert.Equal(score.Broadcast, (string?)report["broadcast"]);
        Assert.Equal(8, report["history"]!.AsArray().Count);
        var metrics = report["platforms"]![0]!["metrics"]!;
        Assert.Equal(200, (double)metrics["chat_messages_messages"]!);
        Assert.Null(metrics["likes_likes"]);
        Assert.Equal("not offered by the platform", (string?)report["platforms"]![0]!["missing"]!["likes_likes"]);
        var chat = report["series"]!.AsArray().Single(static s => (string?)s!["metric"] == MetricIds.ChatMessages)![
            "chat_messages_messages"
        ]!;
        Assert.Equal(Show.Minutes, chat.AsArray().Count);
        Assert.Equal(200, chat.AsArray().Sum(static v => (double)v!));
        Assert.NotNull(report["next"]);
    }

    [Theory]
    [InlineData("broadcasts")]
    [InlineData("metrics")]
    [InlineData("minutes")]
    [InlineData("scores")]
    public async Task A_table_has_the_same_rows_in_both_formats_and_its_reasons_where_nothing_is_known(string name)
    {
        await using var host = await HistoryAsync();

        var (csv, file) = await ExportAsync(host, name, TableFormat.Csv);
        var (parquet, parquetFile) = await ExportAsync(host, name, TableFormat.Parquet);

        Assert.Equal(($"liveip-{name}.csv", $"liveip-{name}.parquet"), (file, parquetFile));
        var rows = CsvReader.Read(Encoding.UTF8.GetString(csv));
        await using var reader = await ParquetReader.CreateAsync(new MemoryStream(parquet));
        Assert.Equal(rows[0], reader.Schema.GetDataFields().Select(static f => f.Name));
        var count = Enumerable.Range(0, reader.RowGroupCount).Sum(g => (int)reader.OpenRowGroupReader(g).RowCount);
        Assert.Equal(rows.Count - 1, count);
        Assert.True(count >= 8, $"{count} rows");
        Assert.All(rows, r => Assert.Equal(rows[0].Length, r.Length));
        if (Array.IndexOf(rows[0], "missing_reason") is >= 0 and var reason && name != "scores")
        {
            var values = rows[0].Index().Where(static c => IsMetric(c.Item)).Select(static c => c.Index).ToArray();
            Assert.All(rows.Skip(1), r => Assert.Equal(1, values.Count(v => r[v].Length > 0) + (r[reason].Length > 0 ? 1 : 0)));
        }
    }

    [Fact]
    public async Task YouTube_stays_out_of_derived_figures_and_scores_until_the_agreement_is_recorded()
    {
        await using var host = await HistoryAsync();
        foreach (var show in Show.Usual)
        {
            await Show.WriteAsync(host, show with { Channel = "channels/yt", Platform = "youtube" });
        }

        var before = await RowsAsync(host, "metrics");
        var scoresBefore = await RowsAsync(host, "scores");
        host.Policies.Confirm("youtube", FakeRegistry.AgreementText);
        var after = await RowsAsync(host, "metrics");
        var scoresAfter = await RowsAsync(host, "scores");

        Assert.All(
            Of(before, MetricIds.ViewersMean),
            static r =>
                Assert.True(r["viewers_mean_viewers"].Length == 0 && r["missing_reason"].StartsWith("policy: ", StringComparison.Ordinal))
        );
        Assert.All(Of(before, MetricIds.ChatMessages), static r => Assert.NotEqual("", r["chat_messages_messages"]));
        Assert.All(Of(after, MetricIds.ViewersMean), static r => Assert.NotEqual("", r["viewers_mean_viewers"]));
        Assert.Equal(7, Of(after, MetricIds.ViewersMean).Count());
        Assert.All(
            scoresBefore.Where(static r => r["platform"] == "youtube"),
            static r => Assert.True(r["metric"].Length == 0 && r["missing_reason"].StartsWith("policy: ", StringComparison.Ordinal))
        );
        Assert.Contains(scoresBefore, static r => r["platform"] == "youtube");
        Assert.Contains(scoresAfter, static r => r is var x && x["platform"] == "youtube" && x["contribution_points"].Length > 0);
    }

    [Fact]
    public async Task A_hostile_title_of_a_platform_comes_out_harmless()
    {
        await using var host = TestHost.Start(_clock);
        await host.Log.WriteAsync(
            Told.Event(BroadcastState.Types.State.Started, 0, "b", SyntheticShow.HostileTitle),
            Sample.Chat("a", 30),
            Told.Event(BroadcastState.Types.State.Ended, 5, "b")
        );

        var html = (await ReportAsync(host, ReportFormat.Html, "en")).Content.ToStringUtf8();
        var (csv, _) = await ExportAsync(host, "broadcasts", TableFormat.Csv);

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        var row = CsvReader.Read(Encoding.UTF8.GetString(csv))[1];
        Assert.StartsWith("'=cmd|", row[1], StringComparison.Ordinal);
    }

    private static bool IsMetric(string column) => MetricCatalog.All.Any(m => LiveIp.Host.Reports.Text.ColumnNames.Of(m.Id) == column);

    private static IEnumerable<Dictionary<string, string>> Of(IEnumerable<Dictionary<string, string>> rows, string metric) =>
        rows.Where(r => r["platform"] == "youtube" && r["metric"] == metric);

    private static async Task<List<Dictionary<string, string>>> RowsAsync(TestHost host, string table)
    {
        var rows = CsvReader.Read(Encoding.UTF8.GetString((await ExportAsync(host, table, TableFormat.Csv)).File));
        return [.. rows.Skip(1).Select(r => rows[0].Zip(r).ToDictionary(static f => f.First, static f => f.Second))];
    }

    private static async Task<GetReportResponse> ReportAsync(TestHost host, ReportFormat format, string language) =>
        await new ReportService.ReportServiceClient(host.Channel).GetReportAsync(
            new()
            {
                Broadcast = "broadcasts/last",
                Format = format,
                Language = language,
            },
            cancellationToken: Deadline.Token()
        );

    private static async Task<(byte[] File, string Name)> ExportAsync(TestHost host, string table, TableFormat format)
    {
        using var call = new ReportService.ReportServiceClient(host.Channel).ExportTable(
            new() { Table = table, Format = format },
            cancellationToken: Deadline.Token()
        );
        using var file = new MemoryStream();
        var name = "";
        await foreach (var piece in call.ResponseStream.ReadAllAsync(Deadline.Token()))
        {
            name += piece.FileName;
            file.Write(piece.Chunk.Span);
        }

        return (file.ToArray(), name);
    }

    private async Task<TestHost> HistoryAsync()
    {
        var host = TestHost.Start(_clock);
        await Show.WriteAsync(
            host,
            [
                .. Show.Usual,
                new()
                {
                    Day = 8,
                    Messages = 200,
                    Viewers = 300,
                },
            ]
        );
        return host;
    }
}
