using LiveIp.Contracts;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Plugins.Accounts;
using LiveIp.Host.Plugins.Settings;

namespace LiveIp.Host.Plugins.Loading;

/// <summary>An extension that has settings.</summary>
internal interface IConfiguredExtension
{
    IConfigurable Configurable { get; }
}

internal sealed class LoadedPlatform<TAdapter>(PlatformDescriptor descriptor, IExtensionMaker maker)
    : PlatformExtension,
        IConfiguredExtension
    where TAdapter : class, IPlatformAdapter
{
    public override PlatformDescriptor Descriptor => descriptor;

    public override IReadOnlyList<string> Capabilities { get; } = Capability.Of(typeof(TAdapter));

    public IConfigurable Configurable => maker;

    public override ExtensionLease<IPlatformAdapter> Create() => maker.Create<IPlatformAdapter>();
}

internal sealed class LoadedDistributor<TDistributor>(DistributorDescriptor descriptor, IExtensionMaker maker)
    : DistributorExtension,
        IConfiguredExtension,
        IAccountHolder
    where TDistributor : class, IDistributor
{
    public override DistributorDescriptor Descriptor => descriptor;

    public override string Id => maker.Id;

    public override bool IsSetUp => maker.IsSetUp;

    public IConfigurable Configurable => maker;

    public override ExtensionLease<IDistributor> Create() => maker.Create<IDistributor>();

    public DistributorExtension Account(AccountId account) =>
        new LoadedDistributor<TDistributor>(descriptor, maker.For(account.ToString()));
}

/// <summary>A distributor of which there can be more than one account.</summary>
internal interface IAccountHolder
{
    /// <summary>The same with the settings of this account.</summary>
    DistributorExtension Account(AccountId account);
}

/// <summary>The maker without its types.</summary>
internal interface IExtensionMaker : IConfigurable
{
    bool IsSetUp { get; }

    /// <summary>The same with the settings that are stored under another id.</summary>
    IExtensionMaker For(string other);

    ExtensionLease<T> Create<T>()
        where T : class;
}
