using System.Text;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Plugins;
using LiveIp.Host.Plugins.Loading;
using LiveIp.Host.Plugins.Settings;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>liveip.v1.PluginService.</summary>
internal sealed class PluginServiceApi(PluginCatalog catalog, ExtensionSettings settings) : PluginService.PluginServiceBase
{
    private const string NamePrefix = "plugins/";

    public override Task<ListPluginsResponse> ListPlugins(ListPluginsRequest request, ServerCallContext context)
    {
        var size = PositionPage.Size(request.PageSize);
        var after = Decode(request.PageToken);
        // Directories come and go between pages; a token names the last one seen, not a position.
        var page = catalog
            .Plugins.Select(static p => (Key: Key(p), Plugin: p))
            .OrderBy(static p => p.Key, StringComparer.Ordinal)
            .Where(p => string.CompareOrdinal(p.Key, after) > 0)
            .Take(size + 1)
            .ToList();
        var response = new ListPluginsResponse();
        response.Plugins.AddRange(page.Take(size).Select(static p => PluginServiceMessages.Of(p.Plugin)));
        if (page.Count > size)
            response.NextPageToken = Convert.ToBase64String(Encoding.UTF8.GetBytes(page[size - 1].Key));
        return Task.FromResult(response);
    }

    public override Task<GetPluginResponse> GetPlugin(GetPluginRequest request, ServerCallContext context)
    {
        if (!request.Name.StartsWith(NamePrefix, StringComparison.Ordinal) || request.Name.Length == NamePrefix.Length)
            throw RpcErrors.InvalidArgument(("name", "must be the name of a plugin, plugins/{id}"));
        var id = request.Name[NamePrefix.Length..];
        // The one that serves; else the newest, with the reason why it does not.
        var plugin =
            catalog
                .Plugins.Where(p => p.Directory.Id == id)
                .OrderBy(static p => p.State)
                .ThenByDescending(static p => p.Directory.Order)
                .FirstOrDefault()
            ?? throw RpcErrors.NotFound(
                ErrorReasons.PluginNotFound,
                $"There is no plugin '{id}'. List the plugins to see which there are."
            );
        return Task.FromResult(new GetPluginResponse { Plugin = PluginServiceMessages.Of(plugin) });
    }

    public override Task<GetSettingsResponse> GetSettings(GetSettingsRequest request, ServerCallContext context) =>
        Task.FromResult(new GetSettingsResponse { Settings = Read(Find(request.Extension)) });

    public override Task<UpdateSettingsResponse> UpdateSettings(UpdateSettingsRequest request, ServerCallContext context)
    {
        var extension = Find(request.Extension);
        var violations = Update(extension, request);
        if (violations.Count > 0)
            throw RpcErrors.InvalidArgument(
                ErrorReasons.SettingInvalid,
                violations[0].Description,
                [.. violations.Select(static v => ($"values.{v.Key}", v.Description))]
            );
        return Task.FromResult(new UpdateSettingsResponse { Settings = Read(extension) });
    }

    private IReadOnlyList<SettingViolation> Update(IConfigurable extension, UpdateSettingsRequest request)
    {
        try
        {
            return settings.Update(extension, request.Values);
        }
        catch (AdapterException e)
        {
            // The plugin was replaced between finding and asking it.
            throw RpcErrors.FailedPrecondition(ErrorReasons.PluginReplaced, $"{e.Message} Nothing was stored; try again.");
        }
    }

    private Settings Read(IConfigurable extension) =>
        new()
        {
            Extension = extension.Id,
            JsonSchema = SettingsSchema.Of(extension),
            Values = { settings.Read(extension).ToDictionary() },
        };

    private IConfigurable Find(string id) =>
        catalog
            .Platforms.Cast<object>()
            .Concat(catalog.Distributors)
            .OfType<IConfiguredExtension>()
            .Select(static e => e.Configurable)
            .FirstOrDefault(e => e.Id == id)
        ?? throw RpcErrors.NotFound(
            ErrorReasons.ExtensionNotFound,
            $"No loaded plugin offers '{id}'. List the plugins to see what they offer, and why one may be refused."
        );

    private static string Key(PluginStatus plugin) => $"{plugin.Directory.Id}/{plugin.Directory.Version}/{plugin.Directory.Path}";

    private static string Decode(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw RpcErrors.InvalidArgument(
                ErrorReasons.PageTokenInvalid,
                ("page_token", "must be next_page_token of the page before, unchanged")
            );
    }
}
