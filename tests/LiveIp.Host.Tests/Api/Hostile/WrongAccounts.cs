using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.V1;
using static LiveIp.Host.Tests.Api.Hostile.WrongWords;

namespace LiveIp.Host.Tests.Api.Hostile;

/// <summary>
/// Accounts of distributors, schedules by a wall clock and watches of deliveries. What is wrong with each, its status, its reason, and
/// the fields at fault.
/// </summary>
public static class WrongAccounts
{
    private static readonly Duration Long = new() { Seconds = long.MaxValue };

    public static TheoryData<string, IMessage, StatusCode, string, string> All { get; } =
        new()
        {
            { "CreateDistributorAccount", Make(""), StatusCode.InvalidArgument, BadField, "id" },
            { "CreateDistributorAccount", Make("discord"), StatusCode.InvalidArgument, BadField, "id" },
            { "CreateDistributorAccount", Make("discord/"), StatusCode.InvalidArgument, BadField, "id" },
            { "CreateDistributorAccount", Make("discord/a/b"), StatusCode.InvalidArgument, BadField, "id" },
            { "CreateDistributorAccount", Make("discord/Fans"), StatusCode.InvalidArgument, BadField, "id" },
            { "CreateDistributorAccount", Make("discord/a.b"), StatusCode.InvalidArgument, BadField, "id" },
            { "CreateDistributorAccount", Make("discord/-a"), StatusCode.InvalidArgument, BadField, "id" },
            { "CreateDistributorAccount", Make("discord/粉丝"), StatusCode.InvalidArgument, BadField, "id" },
            { "CreateDistributorAccount", Make("discord/" + new string('a', 33)), StatusCode.InvalidArgument, BadField, "id" },
            { "CreateDistributorAccount", Make("nowhere/fans"), StatusCode.InvalidArgument, BadField, "id" },
            { "CreateDistributorAccount", Make("twitch/fans"), StatusCode.InvalidArgument, BadField, "id" },
            {
                "UpdateDistributorAccount",
                new UpdateDistributorAccountRequest { Id = "discord/nobody" },
                StatusCode.NotFound,
                "ACCOUNT_NOT_FOUND",
                ""
            },
            {
                "UpdateDistributorAccount",
                new UpdateDistributorAccountRequest { Id = "discord", LeastInterval = Long },
                StatusCode.InvalidArgument,
                BadField,
                "least_interval"
            },
            {
                "UpdateDistributorAccount",
                new UpdateDistributorAccountRequest
                {
                    Id = "discord",
                    LeastInterval = new() { Seconds = -1 },
                },
                StatusCode.InvalidArgument,
                BadField,
                "least_interval"
            },
            {
                "UpdateDistributorAccount",
                Quiet("25:00", "8", "Mars", (QuietHours.Types.Policy)9),
                StatusCode.InvalidArgument,
                BadField,
                "quiet_hours.from quiet_hours.to quiet_hours.policy quiet_hours.time_zone"
            },
            {
                "UpdateDistributorAccount",
                Quiet("08:00", "08:00", "Asia/Shanghai", default),
                StatusCode.InvalidArgument,
                BadField,
                "quiet_hours.to"
            },
            { "DeleteDistributorAccount", new DeleteDistributorAccountRequest(), StatusCode.InvalidArgument, BadField, "id" },
            {
                "DeleteDistributorAccount",
                new DeleteDistributorAccountRequest { Id = "discord" },
                StatusCode.InvalidArgument,
                BadField,
                "id"
            },
            {
                "DeleteDistributorAccount",
                new DeleteDistributorAccountRequest { Id = "discord/nobody" },
                StatusCode.NotFound,
                "ACCOUNT_NOT_FOUND",
                ""
            },
            { "CreatePost", At("2026-05-01T18:00", ""), StatusCode.InvalidArgument, BadField, "time_zone" },
            { "CreatePost", At("", "Asia/Shanghai"), StatusCode.InvalidArgument, BadField, "local_time" },
            { "CreatePost", At("tomorrow", "Asia/Nowhere"), StatusCode.InvalidArgument, BadField, "local_time time_zone" },
            { "CreatePost", At("9998-05-01T18:00", "Asia/Shanghai"), StatusCode.InvalidArgument, BadField, "local_time" },
            { "CreatePost", Twice(), StatusCode.InvalidArgument, BadField, "not_before" },
            { "WatchDeliveries", new WatchDeliveriesRequest(), StatusCode.InvalidArgument, BadField, "post" },
            {
                "WatchDeliveries",
                new WatchDeliveriesRequest { Post = "posts/nothing" },
                StatusCode.NotFound,
                "POST_NOT_FOUND",
                ""
            },
            {
                "WatchDeliveries",
                new WatchDeliveriesRequest { Post = "posts/-", ResumeToken = "?" },
                StatusCode.InvalidArgument,
                "RESUME_TOKEN_INVALID",
                "resume_token"
            },
            {
                "WatchDeliveries",
                new WatchDeliveriesRequest { Post = "posts/-", ResumeToken = "9223372036854775807.0.-" },
                StatusCode.InvalidArgument,
                "RESUME_TOKEN_FOREIGN",
                "resume_token"
            },
        };

    private static CreateDistributorAccountRequest Make(string id) => new() { Id = id };

    private static UpdateDistributorAccountRequest Quiet(string from, string to, string zone, QuietHours.Types.Policy policy) =>
        new()
        {
            Id = "discord",
            QuietHours = new()
            {
                From = from,
                To = to,
                TimeZone = zone,
                Policy = policy,
            },
        };

    private static CreatePostRequest At(string local, string zone) =>
        new()
        {
            RequestId = "r",
            Post = new() { Text = "x" },
            LocalTime = local,
            TimeZone = zone,
        };

    private static CreatePostRequest Twice()
    {
        var day = TimeProvider.System.GetUtcNow().AddDays(2);
        var request = At(day.ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture), "UTC");
        request.NotBefore = day.ToTimestamp();
        return request;
    }
}
