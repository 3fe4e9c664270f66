namespace LiveIp.Emulators.Memory;

/// <summary>Something that was done before the process was killed, to be done again by a clock that shows its time.</summary>
internal sealed record PastAct(DateTimeOffset At, Action Perform);
