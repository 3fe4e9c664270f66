using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.V1;
using static LiveIp.Host.Tests.Api.Hostile.WrongWords;

namespace LiveIp.Host.Tests.Api.Hostile;

/// <summary>The live announcer. What is wrong with each, its status, its reason, and the fields at fault.</summary>
public static class WrongAnnouncements
{
    public static TheoryData<string, IMessage, StatusCode, string, string> All { get; } =
        new()
        {
            { "UpdateAnnouncer", new UpdateAnnouncerRequest(), StatusCode.InvalidArgument, BadField, "announcer" },
            {
                "UpdateAnnouncer",
                new UpdateAnnouncerRequest
                {
                    Announcer = new()
                    {
                        Distributors = { "discord", "nope" },
                        Language = "fr",
                        Text = "{titel} {length}",
                        EndedText = new('x', 2001),
                        Tags = { "#live" },
                        Settle = new Duration { Seconds = 601 },
                    },
                },
                StatusCode.InvalidArgument,
                BadField,
                "announcer.distributors[1] announcer.language announcer.text announcer.text announcer.ended_text announcer.tags[0] announcer.settle"
            },
            {
                "UpdateAnnouncer",
                new UpdateAnnouncerRequest
                {
                    Announcer = new()
                    {
                        Settle = new Duration { Seconds = long.MinValue, Nanos = 1 },
                    },
                },
                StatusCode.InvalidArgument,
                BadField,
                "announcer.settle"
            },
            {
                "PreviewAnnouncement",
                new PreviewAnnouncementRequest { Broadcast = "yesterday" },
                StatusCode.InvalidArgument,
                BadField,
                "broadcast"
            },
            { "PreviewAnnouncement", new PreviewAnnouncementRequest(), StatusCode.FailedPrecondition, "NO_DISTRIBUTOR", "" },
            { "SetAnnouncementOverride", new SetAnnouncementOverrideRequest(), StatusCode.InvalidArgument, BadField, "override.broadcast" },
            {
                "SetAnnouncementOverride",
                new SetAnnouncementOverrideRequest
                {
                    Override = new()
                    {
                        Broadcast = "broadcasts/7",
                        Title = new('x', 301),
                        Text = "{length}",
                    },
                },
                StatusCode.InvalidArgument,
                BadField,
                "override.title override.text"
            },
            {
                "SetAnnouncementOverride",
                new SetAnnouncementOverrideRequest
                {
                    Override = new() { Broadcast = "broadcasts/999999", Enabled = false },
                },
                StatusCode.NotFound,
                "BROADCAST_NOT_FOUND",
                ""
            },
            {
                "DraftPost",
                new DraftPostRequest { Language = "fr" },
                StatusCode.InvalidArgument,
                BadField,
                "broadcast kind language"
            },
            {
                "DraftPost",
                new DraftPostRequest { Broadcast = "broadcasts/999999", Kind = Post.Types.Kind.Recap },
                StatusCode.NotFound,
                "BROADCAST_NOT_FOUND",
                ""
            },
            { "AnnounceBroadcast", new AnnounceBroadcastRequest(), StatusCode.InvalidArgument, BadField, "request_id broadcast" },
            {
                "AnnounceBroadcast",
                new AnnounceBroadcastRequest { Broadcast = "broadcasts/999999", RequestId = "r" },
                StatusCode.NotFound,
                "BROADCAST_NOT_FOUND",
                ""
            },
        };
}
