using Google.Protobuf;
using Grpc.Core;
using LiveIp.V1;
using static LiveIp.Host.Tests.Api.Hostile.WrongWords;

namespace LiveIp.Host.Tests.Api.Hostile;

/// <summary>Imports. What is wrong with each, its status, its reason, and the fields at fault.</summary>
public static class WrongImports
{
    public static TheoryData<string, IMessage, StatusCode, string, string> All { get; } =
        new()
        {
            { "ImportRecording", new ImportRecordingRequest(), StatusCode.InvalidArgument, BadField, "path" },
            {
                "ImportRecording",
                new ImportRecordingRequest
                {
                    Path = "relative.tsv",
                    Channel = "abc",
                    RequestId = new('x', 200),
                    RecordedChannel = new() { Platform = "You Tube" },
                },
                StatusCode.InvalidArgument,
                BadField,
                "channel recorded_channel recorded_channel.platform request_id path"
            },
            { "ImportHistory", new ImportHistoryRequest(), StatusCode.InvalidArgument, BadField, "channel since" },
            {
                "ImportHistory",
                new ImportHistoryRequest { Channel = "channels/a", Since = Absurd },
                StatusCode.InvalidArgument,
                BadField,
                "since"
            },
            {
                "ImportHistory",
                new ImportHistoryRequest
                {
                    Channel = "channels/a/b",
                    Since = Now,
                    Until = Before,
                },
                StatusCode.InvalidArgument,
                BadField,
                "channel until"
            },
            {
                "ImportHistory",
                new ImportHistoryRequest
                {
                    Channel = "channels/a",
                    Since = new() { Seconds = 32_000_000_000 },
                },
                StatusCode.InvalidArgument,
                BadField,
                "since"
            },
            {
                "ImportHistory",
                new ImportHistoryRequest { Channel = "channels/none", Since = Before },
                StatusCode.NotFound,
                "CHANNEL_NOT_FOUND",
                ""
            },
        };
}
