using LiveIp.Host.Channels.State;
using LiveIp.Host.Distribution;
using LiveIp.Host.Distribution.Changing;
using LiveIp.Host.Distribution.HandingOff;
using LiveIp.Host.Distribution.Health;
using LiveIp.Host.Distribution.Preparing;
using LiveIp.Host.Distribution.Scheduling;
using LiveIp.Host.Plugins;
using LiveIp.Host.Storage;
using LiveIp.Host.Tests.Channels.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveIp.Host.Tests.Distribution.Support;

/// <summary>The outbox's worker as the host makes it, for tests that start and stop it themselves.</summary>
internal static class TestWorker
{
    public static async Task<OutboxWorker> StartAsync(
        OutboxStore store,
        StateDatabase database,
        IExtensionRegistry registry,
        TimeProvider clock,
        QuietGate? quiet = null,
        ScheduleKeeper? schedules = null,
        OutboxPulse? pulse = null,
        ISecretVault? vault = null
    )
    {
        var contexts = new DeliveryContexts(
            store,
            new DeliveryCheckpoints(vault ?? new MemoryVault()),
            new NoChannels(),
            clock,
            NullLoggerFactory.Instance
        );
        var attempt = new DeliveryAttempt(
            store,
            registry,
            new LostPosts(contexts, clock, NullLogger<LostPosts>.Instance),
            new HandoffMaker(clock, NullLogger<HandoffMaker>.Instance),
            contexts,
            new Preparation(store, contexts, clock, NullLogger<Preparation>.Instance),
            clock,
            NullLoggerFactory.Instance,
            quiet: quiet
        );
        var changes = new ChangeStore(database, clock);
        var changing = new ChangeAttempt(changes, store, registry, contexts, clock, NullLoggerFactory.Instance);
        var worker = new OutboxWorker(
            store,
            attempt,
            changes,
            changing,
            registry,
            clock,
            NullLogger<OutboxWorker>.Instance,
            schedules,
            pulse
        );
        await worker.StartAsync(CancellationToken.None);
        return worker;
    }
}
