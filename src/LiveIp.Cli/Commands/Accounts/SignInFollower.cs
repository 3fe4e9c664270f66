using Grpc.Core;
using LiveIp.Cli.Connection;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Accounts;

/// <summary>Leads a person through a sign-in, step by step, and cancels it when they go away.</summary>
internal sealed class SignInFollower(CommandRunner runner, HostConnection host, Func<string, string, string> say, bool opensBrowser)
{
    private static readonly TimeSpan CancelWithin = TimeSpan.FromSeconds(3);

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(BeginSignInRequest request, CancellationToken cancellationToken)
    {
        var session = (await host.SignIns.BeginSignInAsync(request, cancellationToken: cancellationToken)).Session;
        try
        {
            using var call = host.SignIns.WatchSignIn(new() { Session = session }, cancellationToken: cancellationToken);
            await foreach (var step in call.ResponseStream.ReadAllAsync(cancellationToken))
            {
                if (await ShowAsync(step) is { } code)
                {
                    return code;
                }
            }
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            await CancelAsync(session);
            throw;
        }

        throw new CliException(
            say("The host ended the sign-in without a word; begin again.", "主机未给出结果，请重新登录。"),
            ExitCodes.Refused
        );
    }

    /// <returns>The exit code, once there is one.</returns>
    private async Task<int?> ShowAsync(WatchSignInResponse step)
    {
        switch (step.StepCase)
        {
            case WatchSignInResponse.StepOneofCase.OpenAddress:
                await OpenAsync(step.OpenAddress.Address);
                return null;
            case WatchSignInResponse.StepOneofCase.EnterCode:
                await EnterAsync(step.EnterCode);
                return null;
            case WatchSignInResponse.StepOneofCase.Waiting:
                await runner.NoteAsync(Progress(step.Waiting.Subject));
                return null;
            case WatchSignInResponse.StepOneofCase.Done:
                Write(step.Done);
                return ExitCodes.Done;
            case WatchSignInResponse.StepOneofCase.Failed:
                await FailAsync(step.Failed);
                return ExitCodes.Refused;
            default:
                // Of a newer host; the steps that matter follow.
                return null;
        }
    }

    private async Task OpenAsync(string address)
    {
        if (opensBrowser && Browser.TryOpen(address))
        {
            await runner.NoteAsync(say("Your browser has been opened. If it has not, open:", "已打开浏览器。如未打开，请访问："));
        }
        else
        {
            await runner.NoteAsync(say("Open this address on the host's machine:", "请在主机所在的电脑上打开此地址："));
        }

        // Alone on its line and not wrapped: to be copied.
        await runner.Output.WriteLineAsync(Tone.Plain(address));
    }

    private async Task EnterAsync(EnterCode step)
    {
        var code = Tone.Plain(step.Code);
        await runner.NoteAsync(say($"Open this address on any device; the code is {code}:", $"请在任意设备上打开此地址，代码为 {code}："));
        await runner.Output.WriteLineAsync(Tone.Plain(step.Address));
        if (opensBrowser)
        {
            Browser.TryOpen(step.Address);
        }
    }

    private string Progress(SignInWaiting.Types.Subject subject) =>
        subject switch
        {
            SignInWaiting.Types.Subject.Person => say(
                "Waiting for your answer there… (Ctrl+C gives up)",
                "等待您在平台上确认……（Ctrl+C 取消）"
            ),
            SignInWaiting.Types.Subject.Tokens => say("Getting the tokens…", "正在获取令牌……"),
            _ => say("Checking that it works…", "正在检查登录是否有效……"),
        };

    private void Write(SignInDone done)
    {
        var (account, channel) = (Tone.Text(done.Account.AccountName), Tone.Text(done.Account.Channel));
        var platform = Tone.Platform(done.Account.Platform);
        runner.Console.MarkupLine(
            (done.Account.Role, done.Created) switch
            {
                (AccountRole.Bot, _) => say(
                    $"{account} on {platform} now speaks in {channel}.",
                    $"{platform} 账号 {account} 今后在 {channel} 中发言。"
                ),
                (_, true) => say(
                    $"Signed in as {account} on {platform}; following it as {channel}. See: liveip status",
                    $"已以 {account} 登录 {platform}，并以 {channel} 关注。查看：liveip status"
                ),
                _ => say(
                    $"Signed in again as {account} on {platform}, for {channel}.",
                    $"已以 {account} 重新登录 {platform}（{channel}）。"
                ),
            }
        );
    }

    private async Task FailAsync(SignInFailed failed)
    {
        await runner.NoteAsync(failed.Detail);
        await runner.NoteAsync(
            failed.Failure switch
            {
                SignInFailure.Revoked or SignInFailure.MissingScope => say(
                    "Nothing was kept. Sign in again: liveip connect",
                    "未保存任何内容。请重新登录：liveip connect"
                ),
                SignInFailure.AppMisconfigured => say(
                    "Signing in again changes nothing before the settings are right: liveip plugins settings",
                    "请先更正平台设置，再重新登录：liveip plugins settings"
                ),
                _ => say("Nothing was kept. Try again in a moment.", "未保存任何内容，请稍后再试。"),
            }
        );
    }

    // The person's Ctrl+C has ended everything else; this is the last thing that is done for it.
    private async Task CancelAsync(string session)
    {
        using var patience = new CancellationTokenSource(CancelWithin);
        try
        {
            await host.SignIns.CancelSignInAsync(new() { Session = session }, cancellationToken: patience.Token);
        }
        catch (RpcException)
        {
            // It ends by itself when its time is up.
        }
    }
}
