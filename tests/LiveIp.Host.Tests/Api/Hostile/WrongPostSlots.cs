using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.V1;
using static LiveIp.Host.Tests.Api.Hostile.WrongWords;

namespace LiveIp.Host.Tests.Api.Hostile;

/// <summary>Schedules, recaps and clips. What is wrong with each, its status, its reason, and the fields at fault.</summary>
public static class WrongPostSlots
{
    /// <summary>The clocks of Berlin go from two to three on the last Sunday of March.</summary>
    private static string NextSkipped { get; } = LastSundayOfMarch().ToString("yyyy-MM-dd'T'02:30", CultureInfo.InvariantCulture);

    public static TheoryData<string, IMessage, StatusCode, string, string> All { get; } =
        new()
        {
            {
                "CreatePost",
                new CreatePostRequest
                {
                    RequestId = "r",
                    Post = new() { Text = "x", Kind = Post.Types.Kind.Schedule },
                },
                StatusCode.InvalidArgument,
                BadField,
                "post.schedule"
            },
            {
                "CreatePost",
                new CreatePostRequest
                {
                    RequestId = "r",
                    Post = new()
                    {
                        Text = "x",
                        Kind = Post.Types.Kind.Schedule,
                        Recap = new(),
                    },
                },
                StatusCode.InvalidArgument,
                BadField,
                "post.recap"
            },
            {
                "EditPost",
                new EditPostRequest
                {
                    Name = "x",
                    RequestId = "r",
                    Post = new() { Text = "x", Clip = new() },
                },
                StatusCode.InvalidArgument,
                BadField,
                "post.clip"
            },
            {
                "CreatePost",
                new CreatePostRequest
                {
                    RequestId = "r",
                    Post = new()
                    {
                        Text = "x",
                        Kind = Post.Types.Kind.Schedule,
                        Schedule = new() { TimeZone = "Moon/Base" },
                    },
                },
                StatusCode.InvalidArgument,
                BadField,
                "post.schedule.slots post.schedule.time_zone"
            },
            {
                "CreatePost",
                new CreatePostRequest
                {
                    RequestId = "r",
                    Post = new()
                    {
                        Text = "x",
                        Kind = Post.Types.Kind.Schedule,
                        Schedule = new()
                        {
                            TimeZone = "Europe/Berlin",
                            Slots =
                            {
                                new Schedule.Types.Slot { LocalTime = "tonight", Title = "a\nb" },
                                new Schedule.Types.Slot { LocalTime = "1999-05-01T18:00", Title = " " },
                                new Schedule.Types.Slot { LocalTime = NextSkipped, Title = "x" },
                            },
                        },
                    },
                },
                StatusCode.InvalidArgument,
                BadField,
                "post.schedule.slots[0].title post.schedule.slots[0].local_time post.schedule.slots[1].title post.schedule.slots[1].local_time post.schedule.slots[2].local_time"
            },
            {
                "CreatePost",
                new CreatePostRequest
                {
                    RequestId = "r",
                    Post = new()
                    {
                        Text = "x",
                        Kind = Post.Types.Kind.Schedule,
                        Schedule = new()
                        {
                            TimeZone = "Asia/Shanghai",
                            Slots = { Enumerable.Repeat(new Schedule.Types.Slot { LocalTime = NextSkipped, Title = "x" }, 21) },
                        },
                    },
                },
                StatusCode.InvalidArgument,
                BadField,
                "post.schedule.slots"
            },
            {
                "PreviewPost",
                new PreviewPostRequest
                {
                    Post = new()
                    {
                        Text = "x",
                        Kind = Post.Types.Kind.Recap,
                        Recap = new()
                        {
                            Length = new Duration { Seconds = -1 },
                            Peaks =
                            {
                                new Recap.Types.Peak { Platform = "twitch", Viewers = 0 },
                                new Recap.Types.Peak { Platform = "twitch", Viewers = 1 },
                                new Recap.Types.Peak { Platform = " ", Viewers = 1 },
                            },
                        },
                    },
                },
                StatusCode.InvalidArgument,
                BadField,
                "post.recap.length post.recap.peaks[0].viewers post.recap.peaks[1].platform post.recap.peaks[2].platform"
            },
            {
                "CreatePost",
                new CreatePostRequest
                {
                    RequestId = "r",
                    Post = new()
                    {
                        Text = "x",
                        Kind = Post.Types.Kind.Recap,
                        Recap = new()
                        {
                            Length = new Duration { Seconds = 1, Nanos = -1 },
                        },
                    },
                },
                StatusCode.InvalidArgument,
                BadField,
                "post.recap.length"
            },
            {
                "CreatePost",
                new CreatePostRequest
                {
                    RequestId = "r",
                    Post = new()
                    {
                        Text = "x",
                        Kind = Post.Types.Kind.Clip,
                        Clip = new() { Hook = new('x', 301), Source = "a\nb" },
                    },
                },
                StatusCode.InvalidArgument,
                BadField,
                "post.clip.hook post.clip.source post.links"
            },
        };

    private static DateTime LastSundayOfMarch()
    {
        var now = TimeProvider.System.GetUtcNow();
        var last = new DateTime(now.Month > 3 ? now.Year + 1 : now.Year, 3, 31, 0, 0, 0, DateTimeKind.Unspecified);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
