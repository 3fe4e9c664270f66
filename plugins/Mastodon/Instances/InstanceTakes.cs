using LiveIp.Contracts;

namespace LiveIp.Plugins.Mastodon.Instances;

/// <summary>What an instance takes.</summary>
internal sealed record InstanceTakes(PostLimits Posts, MediaLimits Media);
