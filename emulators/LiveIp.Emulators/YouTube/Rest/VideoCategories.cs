using System.Text.Json.Nodes;
using LiveIp.Emulators.YouTube.Access;

namespace LiveIp.Emulators.YouTube.Rest;

/// <summary>GET videoCategories: those of a region, or by id. Some exist that no video may be given any more.</summary>
internal static class VideoCategories
{
    private static readonly (string Id, string Title, bool Assignable)[] All =
    [
        ("1", "Film & Animation", true),
        ("2", "Autos & Vehicles", true),
        ("10", "Music", true),
        ("15", "Pets & Animals", true),
        ("17", "Sports", true),
        ("18", "Short Movies", false),
        ("19", "Travel & Events", true),
        ("20", "Gaming", true),
        ("21", "Videoblogging", false),
        ("22", "People & Blogs", true),
        ("23", "Comedy", true),
        ("24", "Entertainment", true),
        ("25", "News & Politics", true),
        ("26", "Howto & Style", true),
        ("27", "Education", true),
        ("28", "Science & Technology", true),
        ("29", "Nonprofits & Activism", true),
        ("30", "Movies", false),
    ];

    public static ApiMethod Method => new("/youtube/v3/videoCategories", Quota.ListUnits, OwnerOnly: false, List);

    public static bool IsAssignable(string id) => All.Any(c => c.Id == id && c.Assignable);

    private static Answer List(ApiQuery query, Caller caller)
    {
        var parts = query.Parts(["id", "snippet"]);
        var filter = query.Filter("id", "regionCode");
        if (filter == "regionCode" && query.Required("regionCode") is not [>= 'A' and <= 'Z', >= 'A' and <= 'Z'])
        {
            throw ApiErrors.Invalid("regionCode", "Invalid value for the regionCode parameter.");
        }

        var ids = query.List("id");
        JsonObject[] items =
        [
            .. All.Where(c => filter == "regionCode" || ids.Contains(c.Id))
                .Select(c =>
                    ListEnvelope.Resource(
                        "youtube#videoCategory",
                        c.Id,
                        parts,
                        (
                            "snippet",
                            new JsonObject
                            {
                                ["title"] = c.Title,
                                ["assignable"] = c.Assignable,
                                ["channelId"] = "UCBR8-60-B28hp2BmDPdntcQ",
                            }
                        )
                    )
                ),
        ];
        var body = ListEnvelope.Create("youtube#videoCategoryListResponse", items, items.Length);
        body.Remove("pageInfo");
        return new Answer(body);
    }
}
