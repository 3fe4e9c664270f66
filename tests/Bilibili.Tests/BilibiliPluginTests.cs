using LiveIp.Contracts;
using LiveIp.Plugins.Bilibili.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LiveIp.Plugins.Bilibili.Tests;

public sealed class BilibiliPluginTests
{
    [Theory]
    [InlineData("123", "123")]
    [InlineData(" 00123 ", "123")]
    [InlineData("https://live.bilibili.com/123", "123")]
    [InlineData("http://live.bilibili.com/h5/123?broadcast_type=0#x", "123")]
    [InlineData("live.bilibili.com/123/", "123")]
    public async Task A_room_is_known_by_its_number_or_its_address(string input, string id)
    {
        using var http = new HttpClient();
        var channel = await new BilibiliAdapter(new BilibiliSettings(), http).ResolveAsync(input, new RecordingConnection(), default);

        Assert.Equal(id, channel.Id);
        Assert.Equal(new Uri($"https://live.bilibili.com/{id}"), channel.Uri);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("somebody")]
    [InlineData("99999999999999999999")]
    [InlineData("https://space.bilibili.com/123")]
    [InlineData("https://live.bilibili.com.example.org/123")]
    [InlineData("https://live.bilibili.com/")]
    [InlineData("ftp://live.bilibili.com/123")]
    public async Task Anything_else_is_not_found(string input)
    {
        using var http = new HttpClient();
        var adapter = new BilibiliAdapter(new BilibiliSettings(), http);

        var failure = await Assert.ThrowsAsync<AdapterException>(() => adapter.ResolveAsync(input, new RecordingConnection(), default));

        Assert.Equal(FailureKind.NotFound, failure.Kind);
    }

    [Fact]
    public void The_platform_declares_only_what_it_can_deliver()
    {
        var builder = new Builder();
        new BilibiliPlugin().Configure(builder);
        using var services = builder.Services.BuildServiceProvider();

        Assert.Equal("bilibili", builder.Platform!.Id);
        Assert.Equal("哔哩哔哩直播", builder.Platform.DisplayNameZh);
        Assert.DoesNotContain(MetricIds.ViewersConcurrent, builder.Platform.Metrics);
        Assert.DoesNotContain(MetricIds.FollowersTotal, builder.Platform.Metrics);
        Assert.True(Assert.Single(builder.Platform.ChannelSecrets).Required);
        Assert.All(builder.Platform.Metrics, id => Assert.Contains(MetricCatalog.All, metric => metric.Id == id));
        Assert.NotNull(ActivatorUtilities.CreateInstance<BilibiliAdapter>(services, new BilibiliSettings()));
    }

    private sealed class Builder : IPluginBuilder
    {
        public PlatformDescriptor? Platform { get; private set; }

        public string Id => "bilibili";

        public string Directory => "";

        public IServiceCollection Services { get; } = new ServiceCollection();

        public IPluginBuilder AddPlatform<TAdapter, TSettings>(PlatformDescriptor descriptor)
            where TAdapter : class, IPlatformAdapter
            where TSettings : class, new()
        {
            Platform = descriptor;
            return this;
        }

        public IPluginBuilder AddDistributor<TDistributor, TSettings>(DistributorDescriptor descriptor)
            where TDistributor : class, IDistributor
            where TSettings : class, new() => this;
    }
}
