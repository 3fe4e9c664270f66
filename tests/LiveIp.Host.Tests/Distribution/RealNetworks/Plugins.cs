using LiveIp.Plugins.Bluesky;
using LiveIp.Plugins.Bluesky.Tests.Support;
using LiveIp.Plugins.Discord;
using LiveIp.Plugins.Discord.Tests.Support;
using LiveIp.Plugins.Mastodon;
using LiveIp.Plugins.Mastodon.Tests.Support;
using LiveIp.Plugins.Telegram;
using LiveIp.Plugins.Telegram.Tests.Support;
using LiveIp.Plugins.Webhook;

namespace LiveIp.Host.Tests.Distribution.RealNetworks;

/// <summary>Plugins of the product, each set up for the stand-in of its network.</summary>
internal static class Plugins
{
    public static PluginNetwork Discord(DiscordStandIn standIn) =>
        new(new DiscordPlugin(), new() { ["Url"] = DiscordStandIn.Address.AbsoluteUri, ["BaseAddress"] = standIn.Uri.AbsoluteUri });

    public static PluginNetwork Telegram(TelegramStandIn standIn) =>
        new(
            new TelegramPlugin(),
            new()
            {
                ["Token"] = TelegramStandIn.Token,
                ["ChatId"] = TelegramStandIn.PublicName,
                ["BaseAddress"] = standIn.Uri.AbsoluteUri,
            }
        );

    public static PluginNetwork Bluesky(BlueskyServer standIn) =>
        new(
            new BlueskyPlugin(),
            new()
            {
                ["Identifier"] = BlueskyServer.Handle,
                ["AppPassword"] = BlueskyServer.Password,
                ["Server"] = standIn.Entryway.AbsoluteUri,
                ["AppView"] = standIn.AppView.AbsoluteUri,
            }
        );

    public static PluginNetwork Mastodon(MastodonServer standIn) =>
        new(new MastodonPlugin(), new() { ["Instance"] = standIn.Uri.AbsoluteUri, ["AccessToken"] = MastodonServer.Token });

    public static PluginNetwork Webhook(Uri receiver) =>
        new(new WebhookPlugin(), new() { ["Url"] = receiver.AbsoluteUri, ["Secret"] = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" });
}
