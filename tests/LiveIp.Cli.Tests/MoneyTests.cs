using LiveIp.Cli.Tests.Support;

namespace LiveIp.Cli.Tests;

public sealed class MoneyTests
{
    [Fact]
    public async Task The_central_banks_table_is_taken_from_the_day_on_that_was_asked_for()
    {
        await using var host = await RunningHost.StartAsync();
        var file = Path.Combine(host.Data, "eurofxref-hist.csv");
        await File.WriteAllTextAsync(
            file,
            "Date,USD,JPY,CYP,\n2026-11-26,1.25,160.5,N/A,\n2026-11-25,1.24,160,N/A,\n1999-01-04,1.1789,133.73,0.58231,\n",
            Deadline.Token()
        );

        var chosen = await host.RunAsync("money", "report-in", "cny");
        var taken = await host.RunAsync("money", "import", file, "--since", "2026-01-01");
        var set = await host.RunAsync("money", "set", "eur", "cny", "8", "--date", "2026-11-26");
        var shown = await host.RunAsync("money");
        var rates = await host.RunAsync("money", "rates", "--currency", "usd");
        var removed = await host.RunAsync("money", "remove", "EUR", "USD", "--date", "2026-11-25");

        Assert.All([chosen, taken, set, shown, rates, removed], static run => Assert.Equal((0, ""), (run.Code, run.Errors)));
        Assert.Contains("4 rates are stored.", taken.Screen, StringComparison.Ordinal);
        Assert.Contains("1 EUR = 8 CNY on 2026-11-26", set.Screen, StringComparison.Ordinal);
        Assert.Contains("CNY", shown.Screen, StringComparison.Ordinal);
        Assert.Contains("European Central Bank", rates.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain("JPY", rates.Screen, StringComparison.Ordinal);
        Assert.Contains("1 removed", removed.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_table_of_rates_is_refused_by_line()
    {
        await using var host = await RunningHost.StartAsync();
        var file = Path.Combine(host.Data, "rates.csv");
        await File.WriteAllTextAsync(file, "Date,USD\nyesterday,1.25\n", Deadline.Token());

        var badDay = await host.RunAsync("money", "import", file);
        await File.WriteAllTextAsync(file, "Name,Age\n", Deadline.Token());
        var badHead = await host.RunAsync("money", "import", file);
        var nowhere = await host.RunAsync("money", "import", Path.Combine(host.Data, "none.csv"));
        var badRate = await host.RunAsync("money", "set", "USD", "CNY", "-1");

        Assert.Equal((2, 2, 2, 1), (badDay.Code, badHead.Code, nowhere.Code, badRate.Code));
        Assert.Contains("Line 2: 'yesterday' is no day", badDay.Errors, StringComparison.Ordinal);
        Assert.Contains("Line 1", badHead.Errors, StringComparison.Ordinal);
        Assert.Contains("per_base", badRate.Errors, StringComparison.Ordinal);
    }
}
