using Google.Rpc;
using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Distribution.Support;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Extensions.DependencyInjection;

namespace LiveIp.Host.Tests.Distribution.Media;

/// <summary>Posts with files, over gRPC.</summary>
public sealed class MediaPostTests : IAsyncLifetime
{
    private readonly MediaFiles _files = new();
    private readonly string _directory = Directory.CreateTempSubdirectory("liveip-media-api").FullName;
    private readonly TestRegistry _registry = new();
    private readonly MediaNetwork _videos = new("videos");
    private readonly List<string> _words = [];
    private ApiRig _rig = null!;
    private int _requests;

    public async ValueTask InitializeAsync()
    {
        _registry.AllDistributors.Add(_videos);
        _registry.AllDistributors.Add(
            new TestDistributor(
                "words",
                (post, context, _) =>
                {
                    _words.Add($"{post.Text} +{context.Media.Count}");
                    return Task.FromResult(new DeliveryResult { Outcome = DeliveryOutcome.Delivered });
                }
            )
        );
        await StartAsync(_files.Answering(seconds: 45));
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
        _files.Dispose();
    }

    [Fact]
    public async Task A_file_is_told_with_what_is_in_it_and_not_where_it_lies()
    {
        var path = _files.Video(bytes: 9000);

        var made = await CreateAsync(["videos"], new MediaSource { Path = path, AltText = " A comet " });

        var file = Assert.Single(made.Post.Media);
        Assert.Equal(("clip.mp4", "video/mp4", 9000L, "A comet"), (file.FileName, file.ContentType, file.SizeBytes, file.AltText));
        Assert.Equal((true, 1080, 1920, "h264"), (file.IsProbed, file.Width, file.Height, file.VideoCodec));
        Assert.DoesNotContain(Path.GetDirectoryName(path)!, made.ToString(), StringComparison.Ordinal);
        await DeliveredAsync(made);
        Assert.Equal(["clip.mp4"], _videos.Sent);
    }

    [Fact]
    public async Task A_limit_that_is_not_kept_is_named_before_anything_is_stored()
    {
        _videos.Limits = _videos.Limits with
        {
            Videos = new VideoLimits { MaxBytes = 4999, MaxDuration = TimeSpan.FromSeconds(44) },
        };

        var failure = await Assert.ThrowsAsync<RpcException>(() =>
            CreateAsync(["videos", "words"], new MediaSource { Path = _files.Video() })
        );

        Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
        Assert.Equal(
            [
                ("media[0]", "videos: clip.mp4 has 5,000 bytes; at most 4,999"),
                ("media[0]", "videos: clip.mp4 lasts 45 s; at most 44 s"),
                ("media", "words takes no files"),
            ],
            failure.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Select(static v => (v.Field, v.Description))
        );
        Assert.Empty((await _rig.Posts.ListDeliveriesAsync(new() { Post = "posts/-" }, _rig.Authorized)).Deliveries);
    }

    [Fact]
    public async Task Where_files_may_be_left_out_the_post_goes_without_them_and_the_delivery_says_why()
    {
        var request = Request(["videos", "words"], new MediaSource { Path = _files.Video() });
        request.AllowMediaLeftOut = true;

        var preview = await _rig.Posts.PreviewPostAsync(
            new()
            {
                Post = request.Post,
                Distributors = { request.Distributors },
                Media = { request.Media },
                AllowMediaLeftOut = true,
            },
            _rig.Authorized
        );
        var made = await _rig.Posts.CreatePostAsync(request, _rig.Authorized);
        await DeliveredAsync(made);

        Assert.Equal(["", "words takes no files"], preview.Previews.Select(static p => p.MediaLeftOut));
        Assert.Equal("clip.mp4", Assert.Single(preview.Media).FileName);
        Assert.Equal(["", "words takes no files"], made.Deliveries.Select(static d => d.MediaLeftOut));
        Assert.Equal(["clip.mp4"], _videos.Sent);
        Assert.Equal(["Look +0"], _words);
    }

    [Fact]
    public async Task A_network_of_videos_is_passed_over_by_words_to_all_and_refuses_them_when_it_is_named()
    {
        _videos.Limits = _videos.Limits with { IsRequired = true, Images = null };

        var made = await CreateAsync([]);
        var failure = await Assert.ThrowsAsync<RpcException>(() => CreateAsync(["videos"]));

        Assert.Equal("words", Assert.Single(made.Deliveries).Distributor);
        Assert.Contains("videos needs a video", failure.Status.Detail, StringComparison.Ordinal);
        Assert.Empty(_videos.Sent);
    }

    [Fact]
    public async Task An_edit_keeps_the_files()
    {
        _videos.Deliver = static _ => Task.FromResult(new DeliveryResult { Outcome = DeliveryOutcome.NotSent });
        var made = await CreateAsync(["videos"], new MediaSource { Path = _files.Video() });

        var edited = await _rig.Posts.EditPostAsync(
            new()
            {
                Name = made.Post.Name,
                Post = new Post { Text = "Look again" },
                RequestId = "edit",
            },
            _rig.Authorized
        );

        Assert.Equal(made.Post.Media, edited.Post.Media);
    }

    [Fact]
    public async Task A_repeated_call_is_answered_though_the_file_is_gone()
    {
        var request = Request(["videos"], new MediaSource { Path = _files.Video() });
        var made = await _rig.Posts.CreatePostAsync(request, _rig.Authorized);
        await DeliveredAsync(made);
        File.Delete(request.Media[0].Path);

        Assert.Equal(made.Post, (await _rig.Posts.CreatePostAsync(request, _rig.Authorized)).Post);
    }

    [Fact]
    public async Task Without_ffprobe_the_size_alone_is_held_against_limits_and_the_file_says_so()
    {
        await _rig.DisposeAsync();
        await StartAsync("/nowhere/ffprobe");
        _videos.Limits = _videos.Limits with
        {
            Videos = new VideoLimits { MaxBytes = 5000, MaxDuration = TimeSpan.FromSeconds(1) },
        };

        var made = await CreateAsync(["videos"], new MediaSource { Path = _files.Video(bytes: 5000) });

        Assert.False(Assert.Single(made.Post.Media).IsProbed);
        await Assert.ThrowsAsync<RpcException>(() => CreateAsync(["videos"], new MediaSource { Path = _files.Video(bytes: 5001) }));
    }

    public static TheoryData<string, string> Wrong =>
        new()
        {
            { "clip.mp4", "must be an absolute path" },
            { "/nowhere/clip.mp4", "there is no such file" },
            { "{directory}", "there is no such file" },
            { "/etc/hostname", "is no JPEG, PNG" },
            { "/dev/zero", "no ordinary file" },
            { "", "must be the absolute path" },
            { "/nowhere/\u0007.mp4", "control characters" },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_no_picture_or_video_on_this_machine_is_refused(string path, string why)
    {
        var failure = await Assert.ThrowsAsync<RpcException>(() =>
            CreateAsync(["videos"], new MediaSource { Path = path.Replace("{directory}", _directory, StringComparison.Ordinal) })
        );

        var violation = Assert.Single(failure.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations);
        Assert.Equal("media[0].path", violation.Field);
        Assert.Contains(why, violation.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_else_can_be_wrong_is_named()
    {
        var cover = new MediaSource { Path = _files.Image(), IsCover = true };
        var wrong = Request(["videos"], cover, cover, new MediaSource { Path = "/x", AltText = new string('x', 1001) });
        wrong.Post.Media.Add(new MediaFile());

        var fields = await RpcAssert.FailsAsync(
            StatusCode.InvalidArgument,
            "INVALID_FIELD",
            () => _rig.Posts.CreatePostAsync(wrong, _rig.Authorized).ResponseAsync
        );

        Assert.Equal(["media", "media[2].alt_text", "post.media"], fields.Order(StringComparer.Ordinal));
        var video = new MediaSource { Path = _files.Video(), IsCover = true };
        Assert.Contains(
            "a cover is an image",
            (await Assert.ThrowsAsync<RpcException>(() => CreateAsync(["videos"], video))).Status.Detail,
            StringComparison.Ordinal
        );
    }

    private async Task StartAsync(string ffProbe) =>
        _rig = await ApiRig.StartAsync(
            _registry,
            new MemoryVault(),
            _directory,
            before: services => services.AddSingleton(new LiveIpOptions { DataDirectory = _directory, FfProbe = ffProbe })
        );

    private Task<CreatePostResponse> CreateAsync(string[] distributors, params MediaSource[] media) =>
        _rig.Posts.CreatePostAsync(Request(distributors, media), _rig.Authorized).ResponseAsync;

    private CreatePostRequest Request(string[] distributors, params MediaSource[] media) =>
        new()
        {
            Post = new Post { Text = "Look" },
            Distributors = { distributors },
            Media = { media },
            RequestId = $"request-{++_requests}",
        };

    private async Task DeliveredAsync(CreatePostResponse made)
    {
        using var watch = _rig.Posts.WatchDeliveries(new() { Post = made.Post.Name }, _rig.Authorized, cancellationToken: Deadline.Token());
        var open = made.Deliveries.Select(static d => d.Name).ToHashSet();
        while (open.Count > 0 && await watch.ResponseStream.MoveNext(Deadline.Token()))
        {
            open.ExceptWith(
                watch.ResponseStream.Current.Deliveries.Where(static d => d.State == DeliveryState.Delivered).Select(static d => d.Name)
            );
        }

        Assert.Empty(open);
    }
}
