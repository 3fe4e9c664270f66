using System.CommandLine;
using Grpc.Core;
using LiveIp.Cli.Connection;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Reports;

/// <summary><c>liveip export</c></summary>
internal static class ExportCommand
{
    public static Command Create(CommandRunner runner)
    {
        var table = new Argument<string>("table") { Description = "broadcasts, metrics, minutes or scores. 表名" };
        table.AcceptOnlyFromAmong("broadcasts", "metrics", "minutes", "scores");
        var format = new Option<string>("--format") { Description = "csv or parquet", DefaultValueFactory = _ => "csv" };
        format.AcceptOnlyFromAmong("csv", "parquet");
        var profile = new Option<string>("--profile") { Description = "Profile of \"scores\", profiles/mine; the default if absent" };
        var output = new Option<FileInfo?>("--output") { Description = "File to write; standard output if absent (csv alone)" };
        var command = new DocumentedCommand(
            "export",
            "All broadcasts as a table for Tableau and the like; units are in the column names. 导出数据表。",
            "liveip export scores --output scores.csv",
            "liveip export minutes --format parquet --output minutes.parquet"
        )
        {
            table,
            format,
            profile,
            output,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(format) == "parquet" && result.GetValue(output) is null)
            {
                result.AddError("Parquet is no text: name a file with --output.");
            }
        });
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var request = new ExportTableRequest
                {
                    Table = parsed.GetValue(table),
                    Format = parsed.GetValue(format) == "parquet" ? TableFormat.Parquet : TableFormat.Csv,
                    Profile = parsed.GetValue(profile) ?? "",
                };
                if (parsed.GetValue(output) is not { } file)
                {
                    await PrintAsync(host, request, runner.Output, cancellationToken);
                    return ExitCodes.Done;
                }

                var bytes = 0L;
                await WholeFile.WriteAsync(
                    file,
                    async (stream, cancellation) =>
                    {
                        using var call = host.Reports.ExportTable(request, cancellationToken: cancellation);
                        await foreach (var piece in call.ResponseStream.ReadAllAsync(cancellation))
                        {
                            await stream.WriteAsync(piece.Chunk.Memory, cancellation);
                            bytes += piece.Chunk.Length;
                        }
                    },
                    cancellationToken
                );
                runner.Console.MarkupLine($"{bytes} bytes written to {Tone.Text(file.FullName)}");
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static async Task PrintAsync(
        HostConnection host,
        ExportTableRequest request,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        using var call = host.Reports.ExportTable(request, cancellationToken: cancellationToken);
        // A piece may end within a letter.
        var decoder = System.Text.Encoding.UTF8.GetDecoder();
        await foreach (var piece in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            var letters = new char[piece.Chunk.Length + 1];
            var count = decoder.GetChars(piece.Chunk.Span, letters, flush: false);
            await output.WriteAsync(letters.AsMemory(0, count), cancellationToken);
        }
    }
}
