using LiveIp.Host.Channels.Acting.Steps;

namespace LiveIp.Host.Broadcasts.GoingLive;

/// <summary>Wakes whoever waits for a plan to change.</summary>
internal sealed class PlanSignal : ChangeSignal;
