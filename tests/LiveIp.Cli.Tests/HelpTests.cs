using LiveIp.Cli.Tests.Support;

namespace LiveIp.Cli.Tests;

public sealed class HelpTests
{
    [Theory]
    [InlineData("")]
    [InlineData("status")]
    [InlineData("connect")]
    [InlineData("accounts")]
    [InlineData("accounts remove")]
    [InlineData("preflight")]
    [InlineData("plugins")]
    [InlineData("plugins set")]
    [InlineData("plugins settings")]
    [InlineData("plugins accounts")]
    [InlineData("plugins accounts add")]
    [InlineData("plugins accounts remove")]
    [InlineData("plugins accounts pace")]
    [InlineData("channels")]
    [InlineData("channels add")]
    [InlineData("channels list")]
    [InlineData("channels remove")]
    [InlineData("golive")]
    [InlineData("end")]
    [InlineData("categories")]
    [InlineData("ingest")]
    [InlineData("broadcasts")]
    [InlineData("broadcasts show")]
    [InlineData("broadcasts label")]
    [InlineData("broadcasts record")]
    [InlineData("say")]
    [InlineData("reply")]
    [InlineData("announce")]
    [InlineData("announce on")]
    [InlineData("announce off")]
    [InlineData("announce status")]
    [InlineData("announce preview")]
    [InlineData("announce now")]
    [InlineData("announce for")]
    [InlineData("post")]
    [InlineData("deliveries")]
    [InlineData("deliveries edit")]
    [InlineData("deliveries delete")]
    [InlineData("delete")]
    [InlineData("timeout")]
    [InlineData("ban")]
    [InlineData("unban")]
    [InlineData("watch")]
    [InlineData("events")]
    [InlineData("events export")]
    [InlineData("metrics")]
    [InlineData("score")]
    [InlineData("suggest")]
    [InlineData("suggest record")]
    [InlineData("suggest list")]
    [InlineData("backtest")]
    [InlineData("report")]
    [InlineData("export")]
    [InlineData("explain")]
    [InlineData("compare")]
    [InlineData("profiles")]
    [InlineData("profiles list")]
    [InlineData("profiles show")]
    [InlineData("profiles save")]
    [InlineData("profiles preview")]
    [InlineData("profiles default")]
    [InlineData("forget")]
    [InlineData("forgettings")]
    [InlineData("retention")]
    [InlineData("retention set")]
    public async Task Every_command_explains_itself_with_an_example_in_both_languages(string command)
    {
        var run = await Run.ToEndAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal(0, run.Code);
        Assert.Contains("Examples:", run.Output, StringComparison.Ordinal);
        Assert.Contains($"  {$"liveip {command}".TrimEnd()} ".TrimEnd(), run.Output, StringComparison.Ordinal);
        Assert.Contains(run.Output, static c => c is >= '\u4e00' and <= '\u9fff');
        Assert.Empty(run.Errors);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("channels")]
    [InlineData("channels add")]
    [InlineData("connect")]
    [InlineData("connect twitch --bot")]
    [InlineData("connect youtube --port many")]
    [InlineData("accounts remove")]
    [InlineData("preflight --hours 0")]
    [InlineData("preflight --hours NaN")]
    [InlineData("metrics --since 2x")]
    [InlineData("broadcasts show")]
    [InlineData("broadcasts label 17")]
    [InlineData("broadcasts label 17 coding")]
    [InlineData("broadcasts record --from 2026-05-01T20:00 --to later --channel abc")]
    [InlineData("broadcasts record --from 2026-05-01T20:00 --to 2026-05-01T21:00")]
    [InlineData("report --format pdf")]
    [InlineData("report --language fr")]
    [InlineData("export")]
    [InlineData("export nonsense")]
    [InlineData("export scores --format xlsx")]
    [InlineData("score last --preset SeedPrinted")]
    [InlineData("score --watch --since 2h")]
    [InlineData("explain last --language fr")]
    [InlineData("compare last")]
    [InlineData("say")]
    [InlineData("reply hello there")]
    [InlineData("reply 0 hello")]
    [InlineData("ban nobody")]
    [InlineData("timeout 1 0")]
    [InlineData("profiles save")]
    [InlineData("plugins set twitch")]
    [InlineData("retention set youtube.personal")]
    [InlineData("retention set youtube.texts=30d")]
    [InlineData("retention set youtube.personal=soon")]
    [InlineData("status --address nowhere")]
    [InlineData("suggest --veto politics")]
    [InlineData("suggest --veto topic=a,slot=b")]
    [InlineData("suggest --candidate topic=")]
    [InlineData("suggest --candidate topic=a,topic=b")]
    [InlineData("suggest --spacing topic=often")]
    [InlineData("suggest --spacing topic=-1")]
    [InlineData("suggest --seed -1")]
    [InlineData("suggest --language fr")]
    [InlineData("suggest record")]
    [InlineData("suggest record suggestions/abc music")]
    public async Task Wrong_usage_is_2(string line)
    {
        var run = await Run.ToEndAsync(line.Split(' '));

        Assert.Equal(2, run.Code);
        Assert.NotEmpty(run.Errors);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("channels", "add", "twitch", "x", "--secret", "s3cr3t")]
    [InlineData("channels", "add", "twitch", "x", "--secret", "a=b", "refresh_token=s3cr3t")]
    [InlineData("plugins", "set", "clientSecret=s3cr3t'x=s3cr3t")]
    [InlineData("plugins", "set", "s3cr3t")]
    public async Task A_secret_in_the_wrong_place_is_not_repeated(params string[] args)
    {
        var run = await Run.ToEndAsync(args);

        Assert.Equal(2, run.Code);
        Assert.NotEmpty(run.Errors);
        Assert.DoesNotContain("s3cr3t", run.All, StringComparison.Ordinal);
    }
}
