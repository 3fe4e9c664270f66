using LiveIp.Contracts;
using LiveIp.Host.Channels.Acting;
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
        IConfiguredExtension
    where TDistributor : class, IDistributor
{
    public override DistributorDescriptor Descriptor => descriptor;

    public override bool IsSetUp => maker.IsSetUp;

    public IConfigurable Configurable => maker;

    public override ExtensionLease<IDistributor> Create() => maker.Create<IDistributor>();
}

/// <summary>The maker without its types.</summary>
internal interface IExtensionMaker : IConfigurable
{
    bool IsSetUp { get; }

    ExtensionLease<T> Create<T>()
        where T : class;
}
