using System.Reflection;
using System.Runtime.Loader;
using LiveIp.Contracts;
using LiveIp.Host.Plugins.Settings;
using LiveIp.Host.Plugins.Unloading;
using McMaster.NETCore.Plugins;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LiveIp.Host.Plugins.Loading;

/// <summary>
/// A plugin in memory: its load context, its container and what it offers. Retired, it gives out nothing more, and it is unloaded
/// when the last lease is back.
/// </summary>
internal sealed partial class LoadedPlugin
{
    /// <summary>How long the plugin's own disposing may take.</summary>
    private static readonly TimeSpan DisposeWithin = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly ILogger _logger;
    private readonly UnloadWatch _watch;
    private readonly TimeProvider _clock;
    private readonly DateTimeOffset _loadedAt;
    private PluginLoader? _loader;
    private WeakReference? _context;
    private ServiceProvider? _services;
    private int _leases;
    private bool _retired;

    private LoadedPlugin(PluginManifest manifest, string directory, UnloadWatch watch, TimeProvider clock, ILogger logger)
    {
        (Manifest, Directory) = (manifest, directory);
        (_watch, _clock, _logger, _loadedAt) = (watch, clock, logger, clock.GetUtcNow());
    }

    public PluginManifest Manifest { get; }

    public string Directory { get; }

    public DateTimeOffset LoadedAt => _loadedAt;

    /// <summary>Whether the plugin's load context is still there.</summary>
    public bool IsInMemory => _context is { IsAlive: true };

    /// <summary>How many connections, deliveries and checks of settings run on it now.</summary>
    public int Leases => Volatile.Read(ref _leases);

    public IReadOnlyList<PlatformExtension> Platforms { get; private set; } = [];

    public IReadOnlyList<DistributorExtension> Distributors { get; private set; } = [];

    public IEnumerable<string> ExtensionIds =>
        Platforms.Select(static p => p.Descriptor.Id).Concat(Distributors.Select(static d => d.Descriptor.Id));

    /// <summary>Loads what <see cref="PluginCheck"/> has passed.</summary>
    /// <exception cref="PluginRefusedException">Whatever the plugin did, as a sentence.</exception>
    public static LoadedPlugin Load(
        PluginManifest manifest,
        string directory,
        ExtensionSettings settings,
        UnloadWatch watch,
        ILoggerFactory loggers,
        TimeProvider clock
    )
    {
        var plugin = new LoadedPlugin(manifest, directory, watch, clock, loggers.CreateLogger<LoadedPlugin>());
        try
        {
            plugin.Start(settings, loggers, clock);
            return plugin;
        }
        catch (Exception e)
        {
            plugin.Unload();
            if (plugin.IsInMemory)
                watch.Add(plugin);
            if (e is PluginRefusedException)
                throw;
            var cause = e is TargetInvocationException { InnerException: { } inner } ? inner : e;
            // Only the text goes on: the exception object would keep the plugin's types, and so the plugin, loaded.
            throw new PluginRefusedException(
                $"{manifest.Name} {manifest.Version} failed while it was loaded: {cause.GetType().Name}: {cause.Message} Remove it, or ask its author for a version that loads."
            );
        }
    }

    /// <exception cref="AdapterException">Transient: the plugin was replaced or removed meanwhile.</exception>
    public PluginLease Lease()
    {
        lock (_lock)
        {
            if (_retired || _services is null)
                throw new AdapterException(FailureKind.Transient, $"The plugin {Manifest.Id} {Manifest.Version} was replaced or removed.");
            var scope = _services.CreateAsyncScope();
            _leases++;
            return new PluginLease(scope, ReturnAsync);
        }
    }

    /// <summary>No new leases; unloads now, or when the last lease is back.</summary>
    public ValueTask RetireAsync()
    {
        lock (_lock)
        {
            if (_retired)
                return ValueTask.CompletedTask;
            _retired = true;
            _watch.Add(this);
            if (_leases > 0)
                return ValueTask.CompletedTask;
        }
        return UnloadAsync();
    }

    private ValueTask ReturnAsync()
    {
        lock (_lock)
        {
            _leases--;
            if (!_retired || _leases > 0)
                return ValueTask.CompletedTask;
        }
        return UnloadAsync();
    }

    private void Start(ExtensionSettings settings, ILoggerFactory loggers, TimeProvider clock)
    {
        _loader = PluginLoader.CreateFromAssemblyFile(
            Path.Combine(Directory, Manifest.Entry),
            static config =>
            {
                config.IsUnloadable = true;
                // The directory can then be replaced while the plugin runs, on Windows too.
                config.LoadInMemory = true;
                config.PreferSharedTypes = true;
                // Named as well: a stray LiveIp.Contracts.dll would otherwise hide the plugin without an error.
                foreach (var shared in SharedAssemblies.Carried)
                    config.SharedAssemblies.Add(shared);
            }
        );
        var builder = new PluginBuilder(Manifest, Directory, this, settings);
        // The host's factory and clock as they are; nothing else of the host's container is in reach.
        builder.Services.AddSingleton(loggers).AddSingleton(clock);
        var assembly = _loader.LoadDefaultAssembly();
        _context = new WeakReference(AssemblyLoadContext.GetLoadContext(assembly), trackResurrection: true);
        Instantiate(assembly).Configure(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton(loggers)).Replace(ServiceDescriptor.Singleton(clock));
        if (builder.Platforms.Count + builder.Distributors.Count == 0)
            throw new PluginRefusedException(
                $"{Manifest.Name} {Manifest.Version} offers nothing: its Configure adds no platform and no distributor."
            );
        _services = builder.Services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        Platforms = builder.Platforms;
        Distributors = builder.Distributors;
    }

    private ILiveIpPlugin Instantiate(Assembly assembly)
    {
        Type[] entries =
        [
            .. assembly
                .GetExportedTypes()
                .Where(static t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(ILiveIpPlugin))),
        ];
        return entries switch
        {
            [var entry] => (ILiveIpPlugin)Activator.CreateInstance(entry)!,
            [] => throw new PluginRefusedException(
                $"{Manifest.Entry} has no public class that implements ILiveIpPlugin. Add one with a public parameterless constructor."
            ),
            _ => throw new PluginRefusedException(
                $"{Manifest.Entry} has {entries.Length} public classes that implement ILiveIpPlugin ({string.Join(", ", entries.Select(static e => e.Name))}). Leave one."
            ),
        };
    }

    private async ValueTask UnloadAsync()
    {
        try
        {
            if (_services is { } services)
                await Task.Run(() => services.DisposeAsync().AsTask()).WaitAsync(DisposeWithin, _clock);
        }
        catch (Exception e)
        {
            // A plugin's Dispose is a plugin's code: it must not stop the unloading.
            LogDisposeFailed(_logger, Manifest.Id, Manifest.Version, $"{e.GetType().Name}: {e.Message}");
        }
        Unload();
        LogUnloaded(_logger, Manifest.Id, Manifest.Version);
    }

    private void Unload()
    {
        _services = null;
        Platforms = [];
        Distributors = [];
        _loader?.Dispose();
        _loader = null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Plugin {Id} {Version} failed while it was disposed: {Problem}")]
    private static partial void LogDisposeFailed(ILogger logger, string id, string version, string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "Plugin {Id} {Version} is unloaded")]
    private static partial void LogUnloaded(ILogger logger, string id, string version);
}
