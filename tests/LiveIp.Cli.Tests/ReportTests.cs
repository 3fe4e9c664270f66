using LiveIp.Cli.Tests.Support;

namespace LiveIp.Cli.Tests;

public sealed class ReportTests
{
    [Fact]
    public async Task A_report_is_written_whole_or_not_at_all()
    {
        await using var host = await RunningHost.StartAsync();
        var file = Path.Combine(host.Data, "report.html");
        await File.WriteAllTextAsync(file, "before", Deadline.Token());

        var none = await host.RunAsync("report", "--output", file);
        var kept = await File.ReadAllTextAsync(file, Deadline.Token());
        await host.WriteAsync(Sample.Started("b1"), Sample.Chat("a"), Sample.Ended("b1"));
        var written = await host.RunAsync("report", "--output", file, "--language", "zh");
        var printed = await host.RunAsync("report", "last", "--format", "md");
        var nowhere = await host.RunAsync("report", "--output", Path.Combine(host.Data, "none", "report.html"));

        Assert.Equal((1, 0, 0, 2), (none.Code, written.Code, printed.Code, nowhere.Code));
        Assert.Contains("There is no broadcast", none.Errors, StringComparison.Ordinal);
        Assert.Equal("before", kept);
        var page = await File.ReadAllTextAsync(file, Deadline.Token());
        Assert.StartsWith("<!doctype html>", page, StringComparison.Ordinal);
        Assert.Contains("直播报告", page, StringComparison.Ordinal);
        Assert.StartsWith("# ", printed.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(file + ".part"));
    }

    [Fact]
    public async Task A_table_goes_to_a_file_or_as_text_to_the_output()
    {
        await using var host = await RunningHost.StartAsync();
        await host.WriteAsync(Sample.Started("b1"), Sample.Chat("a"), Sample.Ended("b1"));
        var file = Path.Combine(host.Data, "minutes.parquet");

        var csv = await host.RunAsync("export", "broadcasts");
        var parquet = await host.RunAsync("export", "minutes", "--format", "parquet", "--output", file);
        var binary = await host.RunAsync("export", "minutes", "--format", "parquet");

        Assert.Equal((0, 0, 2), (csv.Code, parquet.Code, binary.Code));
        Assert.StartsWith("broadcast,title,start_time_utc", csv.Output, StringComparison.Ordinal);
        Assert.Equal(2, csv.Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        var bytes = await File.ReadAllBytesAsync(file, Deadline.Token());
        Assert.Equal("PAR1"u8, bytes.AsSpan(..4));
        Assert.Equal("PAR1"u8, bytes.AsSpan(^4..));
        Assert.Contains("--output", binary.Errors, StringComparison.Ordinal);
    }
}
