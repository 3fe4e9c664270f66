using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiveIp.Emulators.Twitch.Helix;

/// <summary>PATCH /channels: title, category, language and tags of the channel, by the documents' rules.</summary>
internal sealed class ChannelUpdate(HelixGate gate, Func<ChannelState> state, Action<ChannelState> change)
{
    private const int MaxTitle = 140;
    private const int MaxTags = 10;
    private const int MaxTag = 25;

    private static readonly string[] Languages = ["en", "zh", "ja", "ko", "de", "fr", "es", "pt", "ru", "it", "pl", "th", "vi", "other"];

    private static readonly string[] Fields =
    [
        "game_id",
        "broadcaster_language",
        "title",
        "delay",
        "tags",
        "content_classification_labels",
        "is_branded_content",
    ];

    public void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPatch("/helix/channels", gate.Guard(PatchAsync, acting: true));

    private async ValueTask<HelixAnswer> PatchAsync(HelixCall call)
    {
        if (BroadcasterOnly.Refusal(call, "channel:manage:broadcast") is { } denied)
        {
            return denied;
        }

        if (await call.BodyAsync() is not { } body)
        {
            return HelixAnswer.Unreadable;
        }

        if (!Fields.Any(body.ContainsKey))
        {
            return HelixAnswer.Refuse(400, "The request must update at least one property.");
        }

        var next = state();
        foreach (var (name, value) in body)
        {
            if (Apply(name, value, ref next) is { } problem)
            {
                return HelixAnswer.Refuse(400, problem);
            }
        }

        change(next);
        return HelixAnswer.NoContent;
    }

    private static string? Apply(string name, JsonNode? value, ref ChannelState next)
    {
        switch (name)
        {
            case "title":
                if (Text(value) is not { } title)
                {
                    return "error unmarshalling request body";
                }

                if (title.Length == 0)
                {
                    return "The title field may not contain an empty string.";
                }

                if (title.EnumerateRunes().Count() > MaxTitle)
                {
                    return "The title field exceeds the maximum length allowed.";
                }

                next = next with { Title = title, IsTitleSet = true };
                return null;
            case "game_id":
                if (Text(value) is not { } game)
                {
                    return "error unmarshalling request body";
                }

                if (game is not ("" or "0") && Games.Find(game) is null)
                {
                    return "The ID in game_id is not valid.";
                }

                next = next with { GameId = game == "0" ? "" : game };
                return null;
            case "broadcaster_language":
                // One that the platform does not know leaves it as it is.
                next = Text(value) is { } language && Languages.Contains(language) ? next with { Language = language } : next;
                return null;
            case "tags":
                return Tags(value, ref next);
            case "delay":
                return "To update the delay field, the broadcaster must have partner status.";
            default:
                return null;
        }
    }

    private static string? Tags(JsonNode? value, ref ChannelState next)
    {
        if (value is not JsonArray array || array.Any(static t => Text(t) is null))
        {
            return "error unmarshalling request body";
        }

        var tags = array.Select(static t => Text(t)!).ToImmutableList();
        if (tags.Count > MaxTags)
        {
            return "The list in the tags field exceeds the maximum number of tags allowed.";
        }

        foreach (var tag in tags)
        {
            if (tag.Length == 0)
            {
                return "A tag in the tags field is empty.";
            }

            if (tag.EnumerateRunes().Count() > MaxTag)
            {
                return "A tag in the tags field exceeds the maximum length allowed.";
            }

            if (!tag.EnumerateRunes().All(System.Text.Rune.IsLetterOrDigit))
            {
                return "A tag in the tags field contains special characters or spaces.";
            }
        }

        next = next with { Tags = tags };
        return null;
    }

    private static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
