using Google.Rpc;
using Grpc.Core;
using LiveIp.Cli.Commands.Channels;
using LiveIp.Cli.Connection;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Import;

/// <summary>Imports of past broadcasts, channel by channel.</summary>
internal sealed class HistoryImports(CommandRunner runner, HostConnection host, Func<string, string, string> say, bool json)
{
    /// <param name="typed">Channels and platforms; all channels when there is none.</param>
    /// <param name="request">Of one channel.</param>
    /// <param name="cancellationToken">Of the person.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(
        IReadOnlyList<string> typed,
        Func<string, ImportHistoryRequest> request,
        CancellationToken cancellationToken
    )
    {
        var code = ExitCodes.Done;
        foreach (var channel in await ChannelsAsync(typed, cancellationToken))
        {
            try
            {
                await ImportAsync(channel, request(channel.Name), cancellationToken);
            }
            catch (RpcException error)
                when (!cancellationToken.IsCancellationRequested
                    && Failure.From(error, host.Address) is { ExitCode: ExitCodes.Refused } failure
                )
            {
                await runner.NoteAsync($"{channel.Name}: {string.Join(' ', failure.Sentences)}");
                // Who names nothing means those that can.
                code = typed.Count == 0 && IsUnsupported(error) ? code : ExitCodes.Refused;
            }
        }

        return code;
    }

    /// <exception cref="CliException">There is none of that name.</exception>
    private async Task<IReadOnlyList<Channel>> ChannelsAsync(IReadOnlyList<string> typed, CancellationToken cancellationToken)
    {
        var all = await Listing.AllAsync(
            async token =>
                await host.Channels.ListChannelsAsync(new() { PageSize = 1000, PageToken = token }, cancellationToken: cancellationToken),
            static (all, page) =>
            {
                all.Channels.Add(page.Channels);
                return page.NextPageToken;
            }
        );
        if (all.Channels.Count == 0)
        {
            throw new CliException(
                say("There is no channel yet. Sign in first: liveip connect youtube", "还没有频道。请先登录：liveip connect youtube"),
                ExitCodes.Refused
            );
        }

        var meant = new List<Channel>();
        foreach (var word in typed)
        {
            var found = all.Channels.Where(c => c.Platform == word || c.Name == ChannelNames.Of(word)).ToArray();
            meant.AddRange(
                found.Length > 0
                    ? found
                    : throw new CliException(
                        say(
                            $"'{word}' is neither a channel nor a platform with one. See: liveip channels list",
                            $"“{word}”既不是频道，也不是有频道的平台。参见：liveip channels list"
                        ),
                        ExitCodes.Refused
                    )
            );
        }

        return typed.Count == 0 ? all.Channels : [.. meant.DistinctBy(static c => c.Name)];
    }

    private async Task ImportAsync(Channel channel, ImportHistoryRequest request, CancellationToken cancellationToken)
    {
        using var call = host.Imports.ImportHistory(request, cancellationToken: cancellationToken);
        await foreach (var report in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            if (json)
            {
                await runner.Output.WriteLineAsync(Json.Event(report));
                continue;
            }

            await WriteAsync(channel, report, request.ValidateOnly);
        }
    }

    private async Task WriteAsync(Channel channel, ImportHistoryResponse report, bool dryRun)
    {
        var name = $"{Tone.Platform(channel.Platform)} {Tone.Text(channel.DisplayName)}";
        switch (report.ReportCase)
        {
            case ImportHistoryResponse.ReportOneofCase.Estimate:
                runner.Console.MarkupLine($"{name}: {HistoryText.Estimate(report.Estimate, say)}");
                break;
            case ImportHistoryResponse.ReportOneofCase.Progress when runner.Console.Profile.Out.IsTerminal:
                runner.Console.MarkupLine($"[grey]{HistoryText.Progress(report.Progress, say)}[/]");
                break;
            case ImportHistoryResponse.ReportOneofCase.Notice:
                await runner.NoteAsync(say(report.Notice.Text, report.Notice.TextZh));
                break;
            case ImportHistoryResponse.ReportOneofCase.Summary when !dryRun:
                runner.Console.MarkupLine($"{name}: {HistoryText.Summary(report.Summary, say)}");
                break;
        }
    }

    private static bool IsUnsupported(RpcException error) =>
        error.GetRpcStatus()?.GetDetail<ErrorInfo>() is { Reason: "CAPABILITY_UNSUPPORTED" };
}
