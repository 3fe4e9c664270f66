using LiveIp.Contracts;

namespace LiveIp.Plugins.Handoff.Kits;

/// <summary>Who publishes. There is no key: nothing is sent.</summary>
internal sealed class AccountSettings
{
    [Setting(
        "Account",
        LabelZh = "账号",
        Help = "The name that you publish under there; shown in the steps. With it posts are handed off for this network, too.",
        Required = true
    )]
    public string Account { get; set; } = "";
}
