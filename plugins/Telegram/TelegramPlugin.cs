using LiveIp.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.Telegram;

/// <summary>Posts into a Telegram channel or group as a bot.</summary>
public sealed class TelegramPlugin : ILiveIpPlugin
{
    /// <inheritdoc/>
    public void Configure(IPluginBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<TelegramSettings>, TelegramSettingsValidator>();
        builder.AddDistributor<TelegramDistributor, TelegramSettings>(
            new DistributorDescriptor { Id = "telegram", DisplayName = "Telegram" }
        );
    }
}
