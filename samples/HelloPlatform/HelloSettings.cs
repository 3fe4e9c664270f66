using LiveIp.Contracts;

namespace HelloPlatform;

/// <summary>What a person can set.</summary>
public sealed class HelloSettings
{
    [Setting("Greeting", LabelZh = "问候语", Help = "What every message says.")]
    public string Greeting { get; set; } = "Hello";

    [Setting("Interval", LabelZh = "间隔", Help = "Time between two messages.", Advanced = true, Minimum = 0.05, Maximum = 3600)]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);
}
