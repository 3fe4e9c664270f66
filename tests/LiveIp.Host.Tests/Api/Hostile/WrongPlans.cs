using System.Globalization;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Host.Api;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using static LiveIp.Host.Tests.Api.Hostile.WrongWords;

namespace LiveIp.Host.Tests.Api.Hostile;

/// <summary>Posts, and what to stream next. What is wrong with each, its status, its reason, and the fields at fault.</summary>
public static class WrongPlans
{
    /// <summary>The clocks of Berlin go from two to three on the last Sunday of March.</summary>
    private static string NextSkipped { get; } = LastSundayOfMarch().ToString("yyyy-MM-dd'T'02:30", CultureInfo.InvariantCulture);

    public static TheoryData<string, IMessage, StatusCode, string, string> All { get; } =
        new()
        {
            { "EditPost", new EditPostRequest(), StatusCode.InvalidArgument, BadField, "request_id post" },
            {
                "EditPost",
                new EditPostRequest
                {
                    Name = "x",
                    Post = new() { Text = "x", Name = "posts/other" },
                    RequestId = "r",
                },
                StatusCode.InvalidArgument,
                BadField,
                "post.name"
            },
            {
                "EditPost",
                new EditPostRequest
                {
                    Name = "x",
                    Post = new() { Text = "x" },
                    RequestId = "r",
                },
                StatusCode.InvalidArgument,
                BadField,
                "name"
            },
            {
                "EditPost",
                new EditPostRequest
                {
                    Name = "posts/none",
                    Post = new() { Text = "x" },
                    RequestId = "r",
                },
                StatusCode.NotFound,
                "POST_NOT_FOUND",
                ""
            },
            {
                "DeletePost",
                new DeletePostRequest { Name = "posts/none" },
                StatusCode.InvalidArgument,
                BadField,
                "request_id"
            },
            {
                "DeletePost",
                new DeletePostRequest { Name = "posts/none", RequestId = "r" },
                StatusCode.NotFound,
                "POST_NOT_FOUND",
                ""
            },
            {
                "CreatePost",
                new CreatePostRequest { Post = new() { Text = "x" } },
                StatusCode.InvalidArgument,
                BadField,
                "request_id"
            },
            {
                "CreatePost",
                new CreatePostRequest { RequestId = "r" },
                StatusCode.InvalidArgument,
                BadField,
                "post"
            },
            {
                "CreatePost",
                new CreatePostRequest { RequestId = "r", Post = new() },
                StatusCode.InvalidArgument,
                BadField,
                "post.text"
            },
            {
                "CreatePost",
                new CreatePostRequest
                {
                    RequestId = "r",
                    Post = new() { Text = new('x', 70_000) },
                },
                StatusCode.InvalidArgument,
                BadField,
                "post"
            },
            {
                "CreatePost",
                new CreatePostRequest
                {
                    RequestId = "r",
                    Post = new() { Text = "x", Kind = (Post.Types.Kind)99 },
                },
                StatusCode.InvalidArgument,
                BadField,
                "post.kind"
            },
            {
                "CreatePost",
                new CreatePostRequest
                {
                    RequestId = "r",
                    Post = new() { Text = "x", Broadcast = "yesterday" },
                },
                StatusCode.InvalidArgument,
                BadField,
                "post.broadcast"
            },
            {
                "CreatePost",
                new CreatePostRequest
                {
                    RequestId = "r",
                    Post = new() { Text = "x", Broadcast = "broadcasts/999999" },
                },
                StatusCode.NotFound,
                "BROADCAST_NOT_FOUND",
                ""
            },
            {
                "CreatePost",
                new CreatePostRequest
                {
                    RequestId = "r",
                    Post = new() { Text = "x" },
                    Distributors = { "nope" },
                },
                StatusCode.InvalidArgument,
                BadField,
                "distributors[0]"
            },
            {
                "CreatePost",
                new CreatePostRequest
                {
                    RequestId = "r",
                    Post = new() { Text = "x" },
                    Distributors = { "webhook" },
                },
                StatusCode.FailedPrecondition,
                "DISTRIBUTOR_NOT_SET_UP",
                ""
            },
            {
                "CreatePost",
                new CreatePostRequest
                {
                    RequestId = "r",
                    Post = new() { Text = "x" },
                },
                StatusCode.FailedPrecondition,
                "NO_DISTRIBUTOR",
                ""
            },
            {
                "CreatePost",
                new CreatePostRequest
                {
                    RequestId = "r",
                    Post = new() { Text = "x", Links = { new Post.Types.Link { Uri = "\u0007" } } },
                },
                StatusCode.InvalidArgument,
                BadField,
                "post.links[0].uri"
            },
            {
                "CreatePost",
                new CreatePostRequest
                {
                    RequestId = "r",
                    Post = new() { Text = "x", Tags = { "ok", "#no" } },
                },
                StatusCode.InvalidArgument,
                BadField,
                "post.tags[1]"
            },
            {
                "CreatePost",
                new CreatePostRequest
                {
                    RequestId = "r",
                    Post = new() { Text = "x" },
                    NotAfter = new Timestamp { Seconds = 1 },
                },
                StatusCode.InvalidArgument,
                BadField,
                "not_after"
            },
            {
                "CreatePost",
                new CreatePostRequest
                {
                    RequestId = "r",
                    Post = new() { Text = "x" },
                    NotBefore = new Timestamp { Seconds = 253402300799 },
                },
                StatusCode.InvalidArgument,
                BadField,
                "not_before"
            },
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
            { "PreviewPost", new PreviewPostRequest(), StatusCode.InvalidArgument, BadField, "post" },
            {
                "PreviewPost",
                new PreviewPostRequest
                {
                    Post = new() { Text = "x" },
                    Distributors = { "nope" },
                },
                StatusCode.InvalidArgument,
                BadField,
                "distributors[0]"
            },
            {
                "CancelDeliveries",
                new CancelDeliveriesRequest { Name = "posts/a/b" },
                StatusCode.InvalidArgument,
                BadField,
                "name"
            },
            {
                "CancelDeliveries",
                new CancelDeliveriesRequest { Name = "posts/a" },
                StatusCode.NotFound,
                "POST_NOT_FOUND",
                ""
            },
            {
                "RetryDeliveries",
                new RetryDeliveriesRequest
                {
                    Name = "posts/a",
                    NotAfter = new Timestamp { Seconds = 1 },
                },
                StatusCode.InvalidArgument,
                BadField,
                "not_after"
            },
            {
                "ResolveDelivery",
                new ResolveDeliveryRequest { Name = "x" },
                StatusCode.InvalidArgument,
                BadField,
                "finding"
            },
            { "ListDeliveries", new ListDeliveriesRequest(), StatusCode.InvalidArgument, BadField, "post" },
            {
                "ListDeliveries",
                new ListDeliveriesRequest { Post = "posts/nope" },
                StatusCode.NotFound,
                "POST_NOT_FOUND",
                ""
            },
            {
                "ListDeliveries",
                new ListDeliveriesRequest { Post = "posts/-", PageToken = "q" },
                StatusCode.InvalidArgument,
                BadPage,
                "page_token"
            },
            {
                "ListDeliveries",
                new ListDeliveriesRequest { Post = "posts/-", PageSize = -1 },
                StatusCode.InvalidArgument,
                BadField,
                "page_size"
            },
            {
                "Suggest",
                new SuggestRequest { Profile = "mine" },
                StatusCode.InvalidArgument,
                BadField,
                "profile"
            },
            {
                "Suggest",
                new SuggestRequest { Profile = "profiles/none" },
                StatusCode.NotFound,
                "PROFILE_NOT_FOUND",
                ""
            },
            {
                "Suggest",
                new SuggestRequest { Candidates = { new CandidateLabels() } },
                StatusCode.InvalidArgument,
                BadField,
                "candidates[0].labels"
            },
            {
                "Suggest",
                new SuggestRequest { Candidates = { new CandidateLabels { Labels = { ["topic"] = "<b>" } } } },
                StatusCode.InvalidArgument,
                BadField,
                "candidates[0].labels.topic"
            },
            {
                "Suggest",
                new SuggestRequest { Candidates = { Enumerable.Repeat(new CandidateLabels(), 20_000) } },
                StatusCode.InvalidArgument,
                BadField,
                "candidates"
            },
            {
                "Suggest",
                new SuggestRequest
                {
                    Vetoes =
                    {
                        new LabelValue { Factor = "a\u0000b", Value = "x" },
                    },
                },
                StatusCode.InvalidArgument,
                BadField,
                "vetoes[0].factor"
            },
            {
                "Suggest",
                new SuggestRequest
                {
                    Spacings =
                    {
                        new Spacing { Factor = "topic", Broadcasts = int.MinValue },
                    },
                },
                StatusCode.InvalidArgument,
                BadField,
                "spacings[0].broadcasts"
            },
            {
                "RecordChoice",
                new RecordChoiceRequest { Broadcast = "broadcasts/x", Labels = { ["topic"] = "" } },
                StatusCode.InvalidArgument,
                BadField,
                "suggestion broadcast labels.topic"
            },
            {
                "RecordChoice",
                new RecordChoiceRequest { Suggestion = "suggestions/none", Labels = { ["topic"] = "x" } },
                StatusCode.NotFound,
                "SUGGESTION_NOT_FOUND",
                ""
            },
            {
                "ListSuggestions",
                new ListSuggestionsRequest { PageSize = -1 },
                StatusCode.InvalidArgument,
                BadField,
                "page_size"
            },
            {
                "ListSuggestions",
                new ListSuggestionsRequest { PageToken = "x" },
                StatusCode.InvalidArgument,
                BadPage,
                "page_token"
            },
            {
                "BackTest",
                new BackTestRequest { Profile = "profiles/A B" },
                StatusCode.InvalidArgument,
                BadField,
                "profile"
            },
            {
                "BackTest",
                new BackTestRequest { Profile = "profiles/default@99" },
                StatusCode.NotFound,
                "PROFILE_NOT_FOUND",
                ""
            },
        };

    private static DateTime LastSundayOfMarch()
    {
        var now = TimeProvider.System.GetUtcNow();
        var last = new DateTime(now.Month > 3 ? now.Year + 1 : now.Year, 3, 31, 0, 0, 0, DateTimeKind.Unspecified);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
