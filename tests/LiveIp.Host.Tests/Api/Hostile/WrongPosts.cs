using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.V1;
using static LiveIp.Host.Tests.Api.Hostile.WrongWords;

namespace LiveIp.Host.Tests.Api.Hostile;

/// <summary>Posts and their deliveries. What is wrong with each, its status, its reason, and the fields at fault.</summary>
public static class WrongPosts
{
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
        };
}
