using System.Security.Cryptography;
using LiveIp.Contracts;
using LiveIp.Emulators.Tests.YouTube;
using LiveIp.Emulators.YouTube;
using LiveIp.Plugins.Testing;
using LiveIp.Plugins.YouTube.Uploads;
using LiveIp.V1;

namespace YouTube.Tests.Uploads;

/// <summary>One video on its way to the emulator, with what the host keeps of it.</summary>
internal sealed class UploadRig : IAsyncDisposable
{
    private UploadRig(EmulatedYouTube youTube, byte[] content, Action<VideoSettings>? settings)
    {
        YouTube = youTube;
        Channel = new UploadChannel(youTube);
        Content = content;
        var set = new VideoSettings { Channel = "channels/one", RestBaseUri = youTube.Http.BaseAddress! };
        settings?.Invoke(set);
        Distributor = new VideoDistributor(set);
        Media = MediaContent.Video(content);
        Post = new Post { Title = "The comet", Tags = { "comet", "夜空" } };
        Context = Of("The comet\nOver a quiet lake\n#comet");
    }

    public EmulatedYouTube YouTube { get; }

    public UploadChannel Channel { get; }

    public VideoDistributor Distributor { get; }

    public byte[] Content { get; }

    public IMediaContent Media { get; set; }

    public Post Post { get; set; }

    public DeliveryContext Context { get; set; }

    public static async Task<UploadRig> StartAsync(
        int bytes = (5 * VideoUpload.PartBytes / 2) + 7,
        YouTubeEmulatorOptions? options = null,
        Action<VideoSettings>? settings = null
    ) => new(await EmulatedYouTube.StartAsync(options), RandomNumberGenerator.GetBytes(bytes), settings);

    /// <summary>What the host gives, with this text rendered; what was kept of the upload stays.</summary>
    public DeliveryContext Of(string text, IMediaContent? media = null) =>
        new(YouTube.Clock, new RenderedPost { Text = text, Language = "en" })
        {
            Channel = Channel,
            Media = [media ?? Media],
            Checkpoint = Context?.Checkpoint,
        };

    public Task<PrepareEnd> PrepareAsync() => PrepareEnd.OfAsync(Distributor.PrepareAsync(Post, Context, Token));

    public Task<DeliveryResult> DeliverAsync() => Distributor.DeliverAsync(Post, Context, Token);

    public Task<FoundPost> FindAsync() => Distributor.FindAsync(Post, Context, Token);

    /// <summary>Prepared and published.</summary>
    public async Task<DeliveryResult> PublishAsync()
    {
        Assert.Equal(Prepared.Ready, (await PrepareAsync()).Outcome);
        return await DeliverAsync();
    }

    /// <summary>There is one video, and it is this one.</summary>
    public LiveIp.Emulators.YouTube.Uploads.UploadedVideo Only()
    {
        var video = Assert.Single(YouTube.Stage.Uploads.Book.Videos);
        Assert.Equal((Content.Length, Convert.ToHexStringLower(SHA256.HashData(Content))), (video.SizeBytes, video.Sha256));
        return video;
    }

    public ValueTask DisposeAsync() => YouTube.DisposeAsync();

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
