using System.CommandLine;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Cli.Connection;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Policy = LiveIp.V1.QuietHours.Types.Policy;

namespace LiveIp.Cli.Commands.Plugins;

/// <summary><c>liveip plugins accounts</c>, with <c>add</c>, <c>remove</c> and <c>pace</c></summary>
internal static class PluginsAccountsCommand
{
    public static Command Create(CommandRunner runner)
    {
        var command = new DocumentedCommand(
            "accounts",
            "The accounts of each distributor: whether they are set up, how they are paced, what waits. 查看各渠道的账号。",
            "liveip plugins accounts",
            "liveip plugins accounts add discord/fans",
            "liveip plugins accounts pace discord/fans --every 30 --quiet 23:00-08:00 --zone Asia/Shanghai"
        );
        var (listing, language) = (new Listing(runner, command), new Language(command));
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var answer = await host.DistributorAccounts.ListDistributorAccountsAsync(new(), cancellationToken: cancellationToken);
                var say = language.Of(parsed);
                return await listing.WriteAsync(parsed, answer, answer.Accounts, Columns(say), a => Row(a, say));
            }
        );
        command.Subcommands.Add(
            OnOne(
                runner,
                new DocumentedCommand(
                    "add",
                    "A further account of a distributor; set it up with 'plugins set'. 添加账号。",
                    "liveip plugins accounts add discord/fans",
                    "liveip plugins set discord/fans.url=- < address.txt"
                ),
                async (_, id, host, token) =>
                    (await host.DistributorAccounts.CreateDistributorAccountAsync(new() { Id = id }, cancellationToken: token)).Account
            )
        );
        command.Subcommands.Add(Pace(runner));
        command.Subcommands.Add(Remove(runner));
        return command;
    }

    private static DocumentedCommand Pace(CommandRunner runner)
    {
        var every = new Option<double?>("--every") { Description = "The least time between two posts, in seconds; 0 for none" };
        var quiet = new Option<string>("--quiet") { Description = "When it does not post: 23:00-08:00, or none" };
        var zone = new Option<string>("--zone") { Description = "IANA time zone of --quiet: Asia/Shanghai" };
        var during = new Option<string>("--during")
        {
            Description = "What becomes of a post in quiet hours: delay, drop or ignore (post all the same)",
            DefaultValueFactory = static _ => "delay",
        };
        var live = new Option<bool>("--live-too") { Description = "\"Live now\" keeps them as well; else it is posted at any hour" };
        during.AcceptOnlyFromAmong("delay", "drop", "ignore");
        var command = OnOne(
            runner,
            new DocumentedCommand(
                "pace",
                "How often, and when not, an account posts. 设置发布间隔与免打扰时段。",
                "liveip plugins accounts pace discord --every 5",
                "liveip plugins accounts pace discord/fans --quiet 23:00-08:00 --zone Asia/Shanghai --during drop",
                "liveip plugins accounts pace discord/fans --quiet none"
            ),
            async (parsed, id, host, token) =>
            {
                var request = new UpdateDistributorAccountRequest { Id = id };
                if (parsed.GetValue(every) is { } seconds)
                {
                    request.LeastInterval = Interval(seconds);
                }

                if (parsed.GetValue(quiet) is { } hours)
                {
                    request.QuietHours = Quiet(hours, parsed.GetValue(zone), parsed.GetValue(during)!, parsed.GetValue(live));
                }

                return (await host.DistributorAccounts.UpdateDistributorAccountAsync(request, cancellationToken: token)).Account;
            }
        );
        foreach (var option in (System.CommandLine.Option[])[every, quiet, zone, during, live])
        {
            command.Options.Add(option);
        }

        return command;
    }

    private static DocumentedCommand Remove(CommandRunner runner)
    {
        var id = Id();
        var command = new DocumentedCommand(
            "remove",
            "Takes back what waits for an account, forgets its settings and secrets, and removes it. 移除账号。",
            "liveip plugins accounts remove discord/fans"
        )
        {
            id,
        };
        var (listing, language) = (new Listing(runner, command), new Language(command));
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var say = language.Of(parsed);
                var request = new DeleteDistributorAccountRequest { Id = parsed.GetValue(id)! };
                var answer = await host.DistributorAccounts.DeleteDistributorAccountAsync(request, cancellationToken: cancellationToken);
                return await listing.WriteAsync(
                    parsed,
                    answer,
                    [answer],
                    [say("removed", "已移除"), say("taken back", "已取消的投递")],
                    a => [Tone.Text(request.Id), $"{a.Cancelled}"]
                );
            }
        );
        return command;
    }

    /// <summary>Gives a command that does something with one account, and shows the account as it is then.</summary>
    private static DocumentedCommand OnOne(
        CommandRunner runner,
        DocumentedCommand command,
        Func<ParseResult, string, HostConnection, CancellationToken, Task<DistributorAccount>> act
    )
    {
        var id = Id();
        command.Arguments.Add(id);
        var (listing, language) = (new Listing(runner, command), new Language(command));
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var say = language.Of(parsed);
                var account = await act(parsed, parsed.GetValue(id)!, host, cancellationToken);
                return await listing.WriteAsync(parsed, account, [account], Columns(say), a => Row(a, say));
            }
        );
        return command;
    }

    private static Argument<string> Id() => new("account") { Description = "discord, or discord/fans for one with a name" };

    private static Duration Interval(double seconds) =>
        double.IsFinite(seconds) && Math.Abs(seconds) < TimeSpan.FromDays(365).TotalSeconds
            ? TimeSpan.FromSeconds(seconds).ToDuration()
            : throw new CliException("--every: a number of seconds is needed.", ExitCodes.Usage);

    private static QuietHours Quiet(string hours, string? zone, string during, bool liveToo)
    {
        if (hours == "none")
        {
            return new QuietHours();
        }

        return hours.Split('-') is [var from, var to]
            ? new QuietHours
            {
                From = from.Trim(),
                To = to.Trim(),
                TimeZone = zone ?? throw new CliException("--zone is needed with --quiet, as Asia/Shanghai.", ExitCodes.Usage),
                Policy = during switch
                {
                    "drop" => Policy.Drop,
                    "ignore" => Policy.Ignore,
                    _ => Policy.Delay,
                },
                LiveNowToo = liveToo,
            }
            : throw new CliException("--quiet is 23:00-08:00, or none.", ExitCodes.Usage);
    }

    private static string[] Columns(Func<string, string, string> say) =>
        [
            say("account", "账号"),
            say("set up", "已设置"),
            say("waiting", "等待"),
            say("at least every", "最短间隔"),
            say("quiet", "免打扰"),
            say("held until", "暂停至"),
        ];

    private static string[] Row(DistributorAccount account, Func<string, string, string> say) =>
        [
            Tone.Text(account.Id),
            account.SetUp ? $"[green]{say("yes", "是")}[/]" : $"[yellow]{say("no", "否")}[/]",
            account.Waiting.ToString(CultureInfo.InvariantCulture),
            account.LeastInterval.ToTimeSpan() is { Ticks: > 0 } time ? $"{Tone.Number(time.TotalSeconds)} s" : "",
            Tone.Text(Words(account.QuietHours, say)),
            account.HeldUntil is null ? "" : Tone.Text($"{Tone.Time(account.HeldUntil)} {account.HeldReason}"),
        ];

    private static string Words(QuietHours? hours, Func<string, string, string> say)
    {
        if (hours is null)
        {
            return "";
        }

        var during = hours.Policy switch
        {
            Policy.Drop => say("dropped", "丢弃"),
            Policy.Ignore => say("not kept", "忽略"),
            _ => say("delayed", "推迟"),
        };
        return $"{hours.From}-{hours.To} {hours.TimeZone}, {during}";
    }
}
