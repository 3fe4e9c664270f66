using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Host.Api;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using static LiveIp.Host.Tests.Api.Hostile.WrongWords;

namespace LiveIp.Host.Tests.Api.Hostile;

/// <summary>Scores, profiles, reports, and tables. What is wrong with each, its status, its reason, and the fields at fault.</summary>
public static class WrongScores
{
    public static TheoryData<string, IMessage, StatusCode, string, string> All { get; } =
        new()
        {
            {
                "GetScore",
                new GetScoreRequest { Preset = "Best" },
                StatusCode.InvalidArgument,
                BadField,
                "preset"
            },
            {
                "GetScore",
                new GetScoreRequest { Preset = "SeedPrinted", Channels = { "" } },
                StatusCode.InvalidArgument,
                BadField,
                "channels[0]"
            },
            { "GetReport", new GetReportRequest(), StatusCode.InvalidArgument, BadField, "broadcast format" },
            {
                "GetReport",
                new GetReportRequest
                {
                    Broadcast = "channels/a",
                    Format = (ReportFormat)99,
                    Language = "fr",
                    Profile = "mine",
                },
                StatusCode.InvalidArgument,
                BadField,
                "broadcast format language profile"
            },
            {
                "GetReport",
                new GetReportRequest { Broadcast = "broadcasts/999999", Format = ReportFormat.Html },
                StatusCode.NotFound,
                "BROADCAST_NOT_FOUND",
                ""
            },
            {
                "GetReport",
                new GetReportRequest
                {
                    Broadcast = "broadcasts/last",
                    Format = ReportFormat.Json,
                    Profile = "profiles/none",
                },
                StatusCode.NotFound,
                "PROFILE_NOT_FOUND",
                ""
            },
            {
                "ExportTable",
                new ExportTableRequest { Table = "people", Profile = "profiles/A" },
                StatusCode.InvalidArgument,
                BadField,
                "table format profile"
            },
            {
                "ExportTable",
                new ExportTableRequest
                {
                    Table = "scores",
                    Format = TableFormat.Parquet,
                    Profile = "profiles/none",
                },
                StatusCode.NotFound,
                "PROFILE_NOT_FOUND",
                ""
            },
            { "GetBroadcastScore", new GetBroadcastScoreRequest(), StatusCode.InvalidArgument, BadField, "broadcast" },
            {
                "GetBroadcastScore",
                new GetBroadcastScoreRequest { Broadcast = "broadcasts/first", Profile = "mine" },
                StatusCode.InvalidArgument,
                BadField,
                "broadcast profile"
            },
            {
                "GetBroadcastScore",
                new GetBroadcastScoreRequest { Broadcast = "broadcasts/999999" },
                StatusCode.NotFound,
                "BROADCAST_NOT_FOUND",
                ""
            },
            {
                "GetBroadcastScore",
                new GetBroadcastScoreRequest { Broadcast = "broadcasts/last", Profile = "profiles/none" },
                StatusCode.NotFound,
                "PROFILE_NOT_FOUND",
                ""
            },
            {
                "ListBroadcastScores",
                new ListBroadcastScoresRequest { PageSize = -1 },
                StatusCode.InvalidArgument,
                BadField,
                "page_size"
            },
            {
                "ListBroadcastScores",
                new ListBroadcastScoresRequest { PageToken = "1b" },
                StatusCode.InvalidArgument,
                BadPage,
                "page_token"
            },
            {
                "ListBroadcastScores",
                new ListBroadcastScoresRequest { Profile = "profiles/a@0" },
                StatusCode.InvalidArgument,
                BadField,
                "profile"
            },
            {
                "ExplainScore",
                new ExplainScoreRequest { Broadcast = "broadcasts/-1" },
                StatusCode.InvalidArgument,
                BadField,
                "broadcast"
            },
            {
                "ExplainScore",
                new ExplainScoreRequest { Broadcast = "broadcasts/last", Language = "fr" },
                StatusCode.InvalidArgument,
                BadField,
                "language"
            },
            {
                "CompareBroadcasts",
                new CompareBroadcastsRequest { First = "a", Second = "broadcasts/0" },
                StatusCode.InvalidArgument,
                BadField,
                "first second"
            },
            {
                "WatchScore",
                new WatchScoreRequest { Broadcast = "channels/a", Profile = "profiles/A" },
                StatusCode.InvalidArgument,
                BadField,
                "broadcast profile"
            },
            { "PreviewScoring", new PreviewScoringRequest(), StatusCode.InvalidArgument, BadField, "json" },
            {
                "PreviewScoring",
                new PreviewScoringRequest { Json = "{\"groups\": [null]}" },
                StatusCode.InvalidArgument,
                BadField,
                "json"
            },
            {
                "PreviewScoring",
                new PreviewScoringRequest { Json = new('[', 70_000) },
                StatusCode.InvalidArgument,
                BadField,
                "json"
            },
            {
                "PreviewScoring",
                new PreviewScoringRequest { Json = new('[', 1000) },
                StatusCode.InvalidArgument,
                BadField,
                "json"
            },
            { "SaveProfile", new SaveProfileRequest(), StatusCode.InvalidArgument, BadField, "name" },
            {
                "SaveProfile",
                new SaveProfileRequest { Name = "profiles/a@1", Json = "{}" },
                StatusCode.InvalidArgument,
                BadField,
                "name"
            },
            {
                "SaveProfile",
                new SaveProfileRequest { Name = "profiles/a" },
                StatusCode.InvalidArgument,
                BadField,
                "json"
            },
            {
                "SaveProfile",
                new SaveProfileRequest { Name = "profiles/a", Json = "{}" },
                StatusCode.InvalidArgument,
                BadField,
                "json"
            },
        };
}
