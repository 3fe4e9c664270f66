using System.Text.Json.Nodes;
using LiveIp.Emulators.YouTube.Access;
using LiveIp.Emulators.YouTube.Chat;

namespace LiveIp.Emulators.YouTube.Rest;

/// <summary>A pollEvent of POST liveChat/messages, and POST liveChat/messages/transition, which closes it.</summary>
internal sealed class LiveChatPolls(YouTubeStage stage)
{
    private const int MinOptions = 2;
    private const int MaxOptions = 4;

    /// <summary>It costs what an insert does, by either table of the platform.</summary>
    public ApiMethod Method =>
        ApiMethod.Acting("POST", "/youtube/v3/liveChat/messages/transition", Transition, stage.Options.ChatInsertUnits);

    public Answer Insert(string chatId, JsonObject snippet, IReadOnlySet<string> parts)
    {
        var metadata = snippet.Part("pollDetails")?.Part("metadata");
        var question = metadata.Text("questionText");
        if (string.IsNullOrWhiteSpace(question))
        {
            throw ApiErrors.Required("snippet.pollDetails.metadata.questionText");
        }

        var options = (metadata!["options"] as JsonArray ?? []).Select(static o => (o as JsonObject).Text("optionText") ?? "").ToArray();
        if (options.Length is < MinOptions or > MaxOptions || options.Any(string.IsNullOrWhiteSpace))
        {
            throw ApiErrors.Invalid(
                "snippet.pollDetails.metadata.options",
                $"A poll has from {MinOptions} to {MaxOptions} options, each with a text."
            );
        }

        return new Answer(MessageProjection.ToJson(stage.Polls.Insert(chatId, question, options), parts, isOwner: true));
    }

    private Answer Transition(ApiQuery query, Caller caller)
    {
        var id = query.Required("id");
        _ = query.Required("status");
        query.OneOf("status", "", "closed");
        var parts = query.List("part").Count > 0 ? query.Parts(MessageProjection.Parts) : new HashSet<string>(["id", "snippet"]);
        var entry = stage.Polls.Close(id, stage.FindChat);
        return new Answer(MessageProjection.ToJson(entry, parts, isOwner: true));
    }
}
