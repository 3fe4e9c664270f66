using LiveIp.Host.Chat.Lines;
using LiveIp.Host.Chat.Moderation;
using LiveIp.Host.Chat.Sending;

namespace LiveIp.Host.Chat;

internal static class ChatSetup
{
    /// <summary>Writing in chats, and keeping order there. Register it before the channels, which it needs: see <see cref="ChatRecovery"/>.</summary>
    public static IServiceCollection AddChat(this IServiceCollection services) =>
        services
            .AddSingleton<OwnLines>()
            .AddSingleton<ChatLineStore>()
            .AddSingleton<LogLookout>()
            .AddSingleton<EchoSearch>()
            .AddSingleton<BanStore>()
            .AddSingleton<Moderator>()
            .AddSingleton<LineSender>()
            .AddSingleton<ChannelTurns>()
            .AddSingleton<MessageSender>()
            .AddSingleton<SendPlanner>()
            .AddSingleton<EventFinder>()
            .AddHostedService<ChatRecovery>();
}
