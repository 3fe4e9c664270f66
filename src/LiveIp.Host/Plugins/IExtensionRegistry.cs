using LiveIp.Contracts;

namespace LiveIp.Host.Plugins;

/// <summary>The platforms and distributors of all loaded plugins.</summary>
internal interface IExtensionRegistry
{
    IReadOnlyList<PlatformExtension> Platforms { get; }

    /// <summary>One for each account of each.</summary>
    IReadOnlyList<DistributorExtension> Distributors { get; }

    /// <summary>Raised, on any thread, when a plugin came or went, or settings of the named extension changed.</summary>
    event Action<string>? Changed;

    PlatformExtension? FindPlatform(string id) => Platforms.FirstOrDefault(p => p.Descriptor.Id == id);

    /// <param name="id">Of one of its accounts: "discord", "discord/fans".</param>
    DistributorExtension? FindDistributor(string id) => Distributors.FirstOrDefault(d => d.Id == id);
}

/// <summary>A platform that a plugin offers.</summary>
internal abstract class PlatformExtension
{
    public abstract PlatformDescriptor Descriptor { get; }

    /// <summary>"oauth", … by the interfaces that the adapter implements.</summary>
    public abstract IReadOnlyList<string> Capabilities { get; }

    /// <summary>
    /// A fresh adapter in a scope of its own, with the settings as they are now. The one catch of the plugin is around it.
    /// </summary>
    /// <exception cref="AdapterException">Refused: a required setting is not set, named in the message.</exception>
    public abstract ExtensionLease<IPlatformAdapter> Create();
}

/// <summary>An account of a distributor that a plugin offers.</summary>
internal abstract class DistributorExtension
{
    public abstract DistributorDescriptor Descriptor { get; }

    /// <summary>That of the distributor for the account that every one has; "discord/fans" for one with a name.</summary>
    public virtual string Id => Descriptor.Id;

    /// <summary>Whether all required settings are set.</summary>
    public abstract bool IsSetUp { get; }

    /// <summary>As <see cref="PlatformExtension.Create"/>.</summary>
    public abstract ExtensionLease<IDistributor> Create();
}

/// <summary>An instance from a plugin and the scope that it lives in.</summary>
internal sealed class ExtensionLease<T>(T instance, IAsyncDisposable scope) : IAsyncDisposable
{
    public T Instance { get; } = instance;

    public ValueTask DisposeAsync() => scope.DisposeAsync();
}
