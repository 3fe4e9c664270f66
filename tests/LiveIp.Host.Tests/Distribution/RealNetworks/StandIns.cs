using System.Text.Json;
using System.Xml.Linq;
using LiveIp.Host.Tests.Support;
using LiveIp.Plugins.Bluesky.Tests.Support;
using LiveIp.Plugins.Discord.Tests.Support;
using LiveIp.Plugins.Feed;
using LiveIp.Plugins.Mastodon.Tests.Support;
using LiveIp.Plugins.Telegram.Tests.Support;
using LiveIp.Plugins.Testing;

namespace LiveIp.Host.Tests.Distribution.RealNetworks;

/// <summary>The strict stand-ins of the plugins' own tests, each with its plugin set up for it.</summary>
internal sealed class StandIns : IAsyncDisposable
{
    private readonly TempDirectory _folder = new();
    private readonly DiscordStandIn _discord = new();
    private readonly TelegramStandIn _telegram = new();
    private readonly BlueskyServer _bluesky;
    private readonly MastodonServer _mastodon;
    private readonly Receiver _receiver = Receiver.Answering("204 No Content");

    private StandIns(BlueskyServer bluesky, MastodonServer mastodon)
    {
        (_bluesky, _mastodon) = (bluesky, mastodon);
        Networks =
        [
            Plugins.Discord(_discord),
            Plugins.Telegram(_telegram),
            Plugins.Bluesky(bluesky),
            Plugins.Mastodon(mastodon),
            new(new FeedPlugin(), new() { ["Path"] = FeedPath }),
            Plugins.Webhook(_receiver.Uri),
        ];
    }

    public PluginNetwork[] Networks { get; }

    /// <summary>What stands on each network now, by the distributor's id.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Standing =>
        new Dictionary<string, IReadOnlyList<string>>
        {
            ["discord"] = _discord.Posted,
            ["telegram"] = _telegram.Posted,
            ["bluesky"] = [.. _bluesky.Records.Values.Select(static r => (string?)r["text"] ?? "")],
            ["mastodon"] = [.. _mastodon.Statuses.Select(static s => s.Text)],
            ["feed"] = Entries,
        };

    /// <summary>Type and webhook-id of what the receiver was told, and the kind of post that it last was.</summary>
    public IReadOnlyList<(string Type, string Id, string? Kind)> Told => [.. _receiver.Requests.Select(TellingOf)];

    private string FeedPath => Path.Combine(_folder.Path, "live.atom");

    private IReadOnlyList<string> Entries
    {
        get
        {
            if (!File.Exists(FeedPath))
            {
                return [];
            }

            XNamespace atom = "http://www.w3.org/2005/Atom";
            return [.. XDocument.Load(FeedPath).Root!.Elements(atom + "entry").Select(e => e.Element(atom + "title")!.Value)];
        }
    }

    public static async Task<StandIns> StartAsync(TimeProvider clock) =>
        new(await BlueskyServer.StartAsync(clock), await MastodonServer.StartAsync(clock));

    public async ValueTask DisposeAsync()
    {
        foreach (var network in Networks)
        {
            await network.DisposeAsync();
        }

        await _receiver.DisposeAsync();
        await _mastodon.DisposeAsync();
        await _bluesky.DisposeAsync();
        await _telegram.DisposeAsync();
        await _discord.DisposeAsync();
        _folder.Dispose();
    }

    private static (string, string, string?) TellingOf(Received request)
    {
        using var json = JsonDocument.Parse(request.Body);
        var kind = json.RootElement.GetProperty("data").TryGetProperty("kind", out var value) ? value.GetString() : null;
        return (json.RootElement.GetProperty("type").GetString()!, request.Headers["webhook-id"], kind);
    }
}
