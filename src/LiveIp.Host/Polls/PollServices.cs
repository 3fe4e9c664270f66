using LiveIp.Host.Polls.Running;
using LiveIp.Host.Polls.Stored;
using LiveIp.Host.Polls.Votes;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LiveIp.Host.Polls;

/// <summary>Puts polls into the host.</summary>
internal static class PollServices
{
    /// <summary>Needs the log, the policies and the channels.</summary>
    public static IServiceCollection AddPolls(this IServiceCollection services)
    {
        services.TryAddSingleton(new PollPace());
        return services
            .AddSingleton<PollStore>()
            .AddSingleton<PollSignal>()
            .AddSingleton<VoteCounts>()
            .AddSingleton<MergedVotes>()
            .AddSingleton<PollSteps>()
            .AddSingleton<PollExaminer>()
            .AddSingleton<PollStart>()
            .AddSingleton<PollEnd>()
            .AddSingleton<PollPartRun>()
            .AddSingleton<PollDriver>()
            .AddSingleton<PollDesk>()
            .AddHostedService(static s => s.GetRequiredService<PollDriver>());
    }
}
