using System.CommandLine;
using LiveIp.Cli.Commands.Channels;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Accounts;

/// <summary><c>liveip accounts</c>, with <c>remove</c></summary>
internal static class AccountsCommand
{
    private static readonly string[] Columns = ["channel", "platform", "role", "account", "state", "verified", "detail"];

    public static Command Create(CommandRunner runner)
    {
        var command = new DocumentedCommand(
            "accounts",
            "Who is signed in for which channel. 查看各频道的登录账号。",
            "liveip accounts",
            "liveip accounts --json | jq '.accounts[] | .scopes'"
        )
        {
            CreateRemove(runner),
        };
        var listing = new Listing(runner, command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var answer = await host.SignIns.ListSignInsAsync(new ListSignInsRequest(), cancellationToken: cancellationToken);
                return await listing.WriteAsync(parsed, answer, answer.Accounts, Columns, Row);
            }
        );
        return command;
    }

    private static string[] Row(Account account) =>
        [
            Tone.Text(account.Channel),
            Tone.Platform(account.Platform),
            account.Role == AccountRole.Bot ? "bot" : "broadcaster",
            Tone.Text(account.AccountName),
            account.State == Account.Types.State.SignedIn ? "[green]signed in[/]" : $"[red]needs sign-in: {Why(account.Failure)}[/]",
            Tone.Time(account.VerifiedAt),
            Tone.Text(account.Detail),
        ];

    private static string Why(SignInFailure failure) =>
        failure switch
        {
            SignInFailure.MissingScope => "missing scope",
            SignInFailure.AppMisconfigured => "application misconfigured",
            SignInFailure.Transient => "try again",
            _ => "revoked",
        };

    private static DocumentedCommand CreateRemove(CommandRunner runner)
    {
        var name = new Argument<string>("channel") { Description = "As in 'channels list': channels/{id}, or the id alone" };
        var bot = new Option<bool>("--bot") { Description = "Its bot's account, instead of the broadcaster's" };
        var command = new DocumentedCommand(
            "remove",
            "Take a sign-in back at the platform and forget its tokens; the channel stays. 撤销登录并删除令牌（频道保留）。",
            "liveip accounts remove channels/abc",
            "liveip accounts remove channels/abc --bot"
        )
        {
            name,
            bot,
        };
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var role = parsed.GetValue(bot) ? "bot" : "broadcaster";
                var request = new RemoveSignInRequest { Name = $"{ChannelNames.Of(parsed.GetValue(name)!)}/accounts/{role}" };
                var answer = await host.SignIns.RemoveSignInAsync(request, cancellationToken: cancellationToken);
                runner.Console.MarkupLine(Tone.Text(answer.Detail));
                return ExitCodes.Done;
            }
        );
        return command;
    }
}
