using LiveIp.Host.Api.Errors;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Broadcasts.GoingLive;
using LiveIp.Host.Distribution.Announcing;
using LiveIp.Host.Plugins;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>What a request about announcements has to be.</summary>
internal sealed class AnnouncementChecks(IExtensionRegistry registry)
{
    private const int LongestText = 2000;
    private const int LongestTitle = 300;
    private static readonly TimeSpan LongestSettle = TimeSpan.FromMinutes(10);

    public void Settings(Announcer? settings)
    {
        var checks = new FieldChecks();
        if (settings is null)
        {
            checks.Add("announcer", "is needed");
            checks.ThrowIfAny();
            return;
        }

        checks.Require(
            settings.Distributors.Count <= PostChecks.MostDistributors,
            "announcer.distributors",
            $"at most {PostChecks.MostDistributors}"
        );
        for (var i = 0; i < Math.Min(settings.Distributors.Count, PostChecks.MostDistributors); i++)
        {
            checks.Require(
                registry.FindDistributor(settings.Distributors[i]) is not null,
                $"announcer.distributors[{i}]",
                $"There is no distributor '{settings.Distributors[i]}'."
            );
        }

        Language(settings.Language, "announcer.language", checks);
        Template(settings.Text, AnnouncementWords.LivePlaces, "announcer.text", checks);
        Template(settings.EndedText, AnnouncementWords.EndedPlaces, "announcer.ended_text", checks);
        PostChecks.Tags(settings.Tags, "announcer.tags", checks);
        checks.Require(
            settings.Settle is null || (IsWhole(settings.Settle) && settings.Settle.ToTimeSpan() <= LongestSettle),
            "announcer.settle",
            $"must be whole seconds, at most {LongestSettle.TotalMinutes:0} minutes"
        );
        checks.ThrowIfAny();
    }

    public static void Override(AnnouncementOverride? said)
    {
        var checks = new FieldChecks();
        Name(said?.Broadcast ?? "", "override.broadcast", checks);
        checks.Require((said?.Title.Length ?? 0) <= LongestTitle, "override.title", $"at most {LongestTitle} characters");
        Template(said?.Text ?? "", AnnouncementWords.LivePlaces, "override.text", checks);
        Template(said?.EndedText ?? "", AnnouncementWords.EndedPlaces, "override.ended_text", checks);
        checks.ThrowIfAny();
    }

    public static void Announced(AnnounceBroadcastRequest request)
    {
        var checks = new FieldChecks();
        checks.RequestId(request.RequestId);
        Name(request.Broadcast, "broadcast", checks);
        checks.ThrowIfAny();
    }

    public static void Drafted(DraftPostRequest request)
    {
        var checks = new FieldChecks();
        Name(request.Broadcast, "broadcast", checks);
        checks.Require(request.Kind is Post.Types.Kind.Recap or Post.Types.Kind.Clip, "kind", "must be KIND_RECAP or KIND_CLIP");
        Language(request.Language, "language", checks);
        checks.ThrowIfAny();
    }

    public static void Previewed(string broadcast)
    {
        var checks = new FieldChecks();
        if (broadcast.Length > 0)
        {
            Name(broadcast, "broadcast", checks);
        }

        checks.ThrowIfAny();
    }

    private static void Language(string language, string field, FieldChecks checks) =>
        checks.Require(
            language.Length == 0 || language.Split('-')[0] is "en" or "zh",
            field,
            "must be en or zh, with a region or not: the announcer has words in these"
        );

    private static void Name(string name, string field, FieldChecks checks) =>
        checks.Require(
            BroadcastRecord.IdOf(name) is not null || PlanRecord.IdOf(name) is not null,
            field,
            "must be the name of a broadcast, broadcasts/{id}"
        );

    private static void Template(string text, IReadOnlyList<string> places, string field, FieldChecks checks)
    {
        checks.Require(text.Length <= LongestText, field, $"at most {LongestText} characters");
        foreach (var place in AnnouncementWords.Unknown(text, places).Take(5))
        {
            checks.Add(field, $"{{{place}}} stands for nothing; there are {string.Join(", ", places.Select(static p => $"{{{p}}}"))}");
        }
    }

    private static bool IsWhole(Google.Protobuf.WellKnownTypes.Duration time) => time is { Seconds: >= 0 and < 86_400, Nanos: 0 };
}
