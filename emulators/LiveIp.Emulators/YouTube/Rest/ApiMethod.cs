using System.Globalization;
using System.Text.Json.Nodes;
using LiveIp.Emulators.YouTube.Access;

namespace LiveIp.Emulators.YouTube.Rest;

/// <summary>What a call answers; no body is 204. <c>Sent</c> runs when the answer goes out.</summary>
internal sealed record Answer(JsonObject? Body, Action? Sent = null);

/// <summary>One method of the REST interface.</summary>
/// <param name="Units">Quota cost of a call that is accepted.</param>
/// <param name="OwnerOnly">No API key will do.</param>
internal sealed record ApiMethod(string Path, int Units, bool OwnerOnly, Func<ApiQuery, Caller, Answer> Answer)
{
    public string Verb { get; init; } = "GET";

    /// <summary>What its units are taken from.</summary>
    public QuotaBucket Bucket { get; init; } = QuotaBucket.Units;

    /// <summary>Any of these is enough; null: those of the data API.</summary>
    public IReadOnlySet<string>? Scopes { get; init; }

    /// <summary>Nobody but the channel's owner may: another account's token will not do either.</summary>
    public bool ByOwner { get; init; }

    /// <summary>What is sent is a file, and no resource.</summary>
    public bool TakesMedia { get; init; }

    /// <summary>It changes something, so it needs a scope that may, and its answer can be lost with the work done.</summary>
    public bool Acts => Verb != "GET";

    /// <summary>A method of the owner that changes something.</summary>
    public static ApiMethod Acting(string verb, string path, Func<ApiQuery, Caller, Answer> answer, int units = Quota.WriteUnits) =>
        new(path, units, OwnerOnly: true, answer) { Verb = verb, ByOwner = true };
}

/// <summary>Where a call's units are counted.</summary>
internal enum QuotaBucket
{
    /// <summary>With most others.</summary>
    Units,

    /// <summary>Searches have their own.</summary>
    Searches,

    /// <summary>Another API's, by the minute.</summary>
    None,
}

/// <summary>The frame of every list.</summary>
internal static class ListEnvelope
{
    /// <summary>The etag is put in when the body is complete.</summary>
    public static JsonObject Create(string kind, IReadOnlyCollection<JsonObject> items, int resultsPerPage) =>
        new()
        {
            ["kind"] = kind,
            ["pageInfo"] = new JsonObject { ["totalResults"] = items.Count, ["resultsPerPage"] = resultsPerPage },
            ["items"] = new JsonArray([.. items]),
        };

    /// <summary>A resource with its kind, etag and id, which come whatever parts are requested.</summary>
    public static JsonObject Resource(
        string kind,
        string id,
        IReadOnlySet<string> requested,
        params IEnumerable<(string Part, JsonObject Value)> parts
    )
    {
        var resource = new JsonObject { ["kind"] = kind, ["id"] = id };
        foreach (var (part, value) in parts.Where(part => requested.Contains(part.Part)))
        {
            resource[part] = value;
        }

        resource.Insert(1, "etag", Chat.Identifiers.Etag(resource.ToJsonString()));
        return resource;
    }

    /// <summary>64-bit integers are strings on this platform.</summary>
    public static string Int64(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static JsonObject Thumbnails(string baseUri) =>
        new()
        {
            ["default"] = Thumbnail(baseUri, "default", 120, 90),
            ["medium"] = Thumbnail(baseUri, "mqdefault", 320, 180),
            ["high"] = Thumbnail(baseUri, "hqdefault", 480, 360),
        };

    private static JsonObject Thumbnail(string baseUri, string name, int width, int height) =>
        new()
        {
            ["url"] = $"{baseUri}/{name}_live.jpg",
            ["width"] = width,
            ["height"] = height,
        };
}
