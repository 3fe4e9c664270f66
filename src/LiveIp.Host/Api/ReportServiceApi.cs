using System.Text;
using Google.Protobuf;
using Grpc.Core;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Reports;
using LiveIp.Host.Reports.Html;
using LiveIp.Host.Reports.Model;
using LiveIp.Host.Reports.Tables;
using LiveIp.Host.Reports.Text;
using LiveIp.Host.Reports.Writers;
using LiveIp.Host.Scoring;
using LiveIp.Host.Scoring.Profiles;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>ReportService: a page about a broadcast, and tables of everything.</summary>
internal sealed class ReportServiceApi(ReportReader reader) : ReportService.ReportServiceBase
{
    /// <summary>Well below what clients take in one message.</summary>
    private const int LongestChunk = 256 * 1024;

    public override async Task<GetReportResponse> GetReport(GetReportRequest request, ServerCallContext context)
    {
        var checks = new FieldChecks();
        checks.Require(
            request.Broadcast == ScoreSheet.Last || BroadcastRecord.IdOf(request.Broadcast) is not null,
            "broadcast",
            "must be the name of a broadcast, broadcasts/{id}, or broadcasts/last"
        );
        checks.Require(
            request.Format is > ReportFormat.Unspecified and <= ReportFormat.Html,
            "format",
            "must be REPORT_FORMAT_MARKDOWN, REPORT_FORMAT_JSON, REPORT_FORMAT_CSV or REPORT_FORMAT_HTML"
        );
        var language = ReportLanguage.Find(request.Language);
        checks.Require(language is not null, "language", "must be en or zh");
        CheckProfile(request.Profile, checks);
        checks.ThrowIfAny();
        try
        {
            var report =
                await reader.ReadAsync(request.Broadcast, request.Profile, context.CancellationToken)
                ?? throw RpcErrors.NotFound(ErrorReasons.BroadcastNotFound, $"There is no broadcast '{request.Broadcast}'.");
            return Answer(report, request.Format, language!);
        }
        catch (ProfileNotFoundException e)
        {
            throw ScoreServiceProfiles.NotFound(e.Profile);
        }
    }

    public override async Task ExportTable(
        ExportTableRequest request,
        IServerStreamWriter<ExportTableResponse> responseStream,
        ServerCallContext context
    )
    {
        var checks = new FieldChecks();
        checks.Require(ExportTables.Names.Contains(request.Table), "table", $"must be one of {string.Join(", ", ExportTables.Names)}");
        checks.Require(
            request.Format is TableFormat.Csv or TableFormat.Parquet,
            "format",
            "must be TABLE_FORMAT_CSV or TABLE_FORMAT_PARQUET"
        );
        CheckProfile(request.Profile, checks);
        checks.ThrowIfAny();
        try
        {
            var table = (await reader.TableAsync(request.Table, request.Profile, context.CancellationToken))!;
            await SendAsync(table, request.Format == TableFormat.Parquet, responseStream, context.CancellationToken);
        }
        catch (ProfileNotFoundException e)
        {
            throw ScoreServiceProfiles.NotFound(e.Profile);
        }
    }

    private static void CheckProfile(string profile, FieldChecks checks) =>
        checks.Require(
            profile.Length == 0 || StoredProfile.Parse(profile) is not null,
            "profile",
            "must be profiles/{id} or profiles/{id}@{version}; empty for the default"
        );

    private static async Task SendAsync(
        ExportTable table,
        bool isParquet,
        IServerStreamWriter<ExportTableResponse> stream,
        CancellationToken cancellationToken
    )
    {
        var next = new ExportTableResponse
        {
            MediaType = isParquet ? "application/vnd.apache.parquet" : "text/csv; charset=utf-8; header=present",
            FileName = $"liveip-{table.Name}.{(isParquet ? "parquet" : "csv")}",
        };
        var pieces = isParquet ? TableWriter.ParquetAsync(table, cancellationToken) : TableWriter.CsvAsync(table, cancellationToken);
        await foreach (var piece in pieces)
        {
            for (var at = 0; at < piece.Length; at += LongestChunk)
            {
                next.Chunk = ByteString.CopyFrom(piece.Span[at..Math.Min(piece.Length, at + LongestChunk)]);
                await stream.WriteAsync(next, cancellationToken);
                next = new();
            }
        }
    }

    private static GetReportResponse Answer(BroadcastReport report, ReportFormat format, ReportLanguage language)
    {
        var (text, mediaType, ending) = format switch
        {
            ReportFormat.Markdown => (MarkdownReport.Write(report, language), "text/markdown; charset=utf-8", "md"),
            ReportFormat.Json => (JsonReport.Write(report), "application/json", "json"),
            ReportFormat.Csv => (CsvReport.Write(report), "text/csv; charset=utf-8; header=present", "csv"),
            _ => (HtmlReport.Write(report, language), "text/html; charset=utf-8", "html"),
        };
        return new()
        {
            // A title may hold half a letter; UTF-8 gets a mark in its place.
            Content = ByteString.CopyFrom(Encoding.UTF8.GetBytes(text)),
            MediaType = mediaType,
            FileName = $"{report.Name.Replace("broadcasts/", "broadcast-", StringComparison.Ordinal)}.{ending}",
        };
    }
}
