using System.Text;
using System.Text.Json;
using LiveIp.Contracts;

namespace LiveIp.Plugins.Twitch.Api;

/// <summary>What can be set on a channel, the categories to choose from, and the stream key.</summary>
internal sealed class ChannelsClient(HelixClient helix)
{
    private const int MostFound = 100;

    /// <summary>PATCH /channels: sets the fields that are given; the same twice is as good as once.</summary>
    /// <exception cref="AdapterException">As <see cref="HelixClient.SendAsync"/>; Refused with Twitch's own words.</exception>
    public async Task UpdateAsync(string broadcaster, BroadcastDetails details, CancellationToken cancellationToken)
    {
        var path = $"/channels?broadcaster_id={Uri.EscapeDataString(broadcaster)}";
        var answer = await helix.SendAsync(HttpMethod.Patch, path, Body(details), cancellationToken);
        answer.ThrowIfRefused("does not change the channel");
    }

    /// <summary>Categories whose name holds all words of the text.</summary>
    public async Task<IReadOnlyList<PlatformCategory>> SearchAsync(string text, CancellationToken cancellationToken)
    {
        var found = await CategoriesAsync($"/search/categories?first={MostFound}&query={Uri.EscapeDataString(text)}", cancellationToken);
        // The search is by likeness and may leave out the very name behind a hundred others.
        return found.Any(c => c.Name.Equals(text, StringComparison.OrdinalIgnoreCase))
            ? found
            : [.. await NamedAsync(text, cancellationToken), .. found];
    }

    /// <summary>The one with this very name, or this id.</summary>
    private Task<IReadOnlyList<PlatformCategory>> NamedAsync(string text, CancellationToken cancellationToken)
    {
        var by = text.All(char.IsAsciiDigit) ? "id" : "name";
        return CategoriesAsync($"/games?{by}={Uri.EscapeDataString(text)}", cancellationToken);
    }

    private async Task<IReadOnlyList<PlatformCategory>> CategoriesAsync(string path, CancellationToken cancellationToken)
    {
        var answer = await helix.SendAsync(HttpMethod.Get, path, null, cancellationToken);
        return answer.IsSuccess
            ?
            [
                .. answer
                    .Json.Items("data")
                    .Select(static c => new PlatformCategory { Id = c.Text("id"), Name = c.Text("name") })
                    .Where(static c => c.Id.Length > 0 && c.Name.Length > 0),
            ]
            : throw answer.Refusal("does not search its categories");
    }

    /// <summary>GET /streams/key</summary>
    public async Task<string> StreamKeyAsync(string broadcaster, CancellationToken cancellationToken)
    {
        var answer = await helix.SendAsync(
            HttpMethod.Get,
            $"/streams/key?broadcaster_id={Uri.EscapeDataString(broadcaster)}",
            null,
            cancellationToken
        );
        answer.ThrowIfRefused("does not tell the stream key");

        return answer.Json.Items("data").FirstOrDefault().Text("stream_key") is { Length: > 0 } key
            ? key
            : throw new AdapterException(FailureKind.ProtocolChanged, "Twitch's answer holds no stream key.");
    }

    private static string Body(BroadcastDetails details)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            Write(json, "title", details.Title);
            Write(json, "game_id", details.CategoryId);
            // ISO 639-1: of "zh-Hans", "zh".
            Write(json, "broadcaster_language", details.Language?.Split('-')[0].ToLowerInvariant());
            if (details.Tags is { } tags)
            {
                json.WriteStartArray("tags");
                foreach (var tag in tags)
                {
                    json.WriteStringValue(tag);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
