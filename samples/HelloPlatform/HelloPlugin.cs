using LiveIp.Contracts;

namespace HelloPlatform;

/// <summary>The entry of the plugin: says what it offers.</summary>
public sealed class HelloPlugin : ILiveIpPlugin
{
    public void Configure(IPluginBuilder builder)
    {
        builder.AddPlatform<HelloAdapter, HelloSettings>(
            new PlatformDescriptor
            {
                Id = "hello",
                DisplayName = "Hello",
                DisplayNameZh = "你好",
                Metrics = [MetricIds.ChatMessages, MetricIds.ChatParticipants],
            }
        );
    }
}
