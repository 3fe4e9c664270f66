using LiveIp.Host.Channels.Acting.Steps;

namespace LiveIp.Host.Polls;

/// <summary>Wakes whoever waits for a poll to change.</summary>
internal sealed class PollSignal : ChangeSignal;
