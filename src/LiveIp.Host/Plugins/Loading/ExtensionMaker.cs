using LiveIp.Contracts;
using LiveIp.Host.Plugins.Settings;
using Microsoft.Extensions.Options;

namespace LiveIp.Host.Plugins.Loading;

/// <summary>Makes instances of one adapter or distributor, each in a scope of its own, and knows its settings.</summary>
internal sealed class ExtensionMaker<TImplementation, TSettings>(
    string id,
    SettingsForm form,
    LoadedPlugin plugin,
    ExtensionSettings settings
) : IExtensionMaker
    where TImplementation : class
    where TSettings : class, new()
{
    public string Id => id;

    public SettingsForm Form => form;

    public bool IsSetUp => settings.FirstProblem(this) is null;

    public IExtensionMaker For(string other) => new ExtensionMaker<TImplementation, TSettings>(other, form, plugin, settings);

    public ExtensionLease<T> Create<T>()
        where T : class
    {
        var lease = plugin.Lease();
        try
        {
            var values = (TSettings)settings.Bind(this);
            var instance = ActivatorUtilities.CreateInstance<TImplementation>(lease.Services, values);
            lease.Owns(instance);
            return new ExtensionLease<T>((T)(object)instance, lease);
        }
        catch (Exception)
        {
            lease.Dispose();
            throw;
        }
    }

    public IReadOnlyList<string> Validate(object values)
    {
        using var lease = plugin.Lease();
        try
        {
            return
            [
                .. lease
                    .Services.GetServices<IValidateOptions<TSettings>>()
                    .Select(v => v.Validate(Options.DefaultName, (TSettings)values))
                    .Where(static r => r.Failed)
                    .SelectMany(static r => r.Failures ?? [r.FailureMessage ?? "The settings do not fit together."]),
            ];
        }
        catch (Exception e)
        {
            // The plugin's code. Its message may repeat a value, so only the type is told.
            return [$"The plugin's own check of the settings of {id} failed ({e.GetType().Name})."];
        }
    }
}
