using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveIp.Host.Privacy.Retention;

/// <summary>The rules that come with LiveIp, and those of <c>&lt;data&gt;/retention.json</c> that go before them.</summary>
internal sealed class RetentionRules
{
    /// <summary>Stands for platforms without rules of their own.</summary>
    public const string AnyPlatform = "*";

    /// <summary>Anything shorter is a slip of the pen that would empty the log.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromHours(1);

    public static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly string _path;
    private readonly Dictionary<string, Dictionary<ContentClass, Entry>> _defaults = Embedded();
    private readonly Lock _lock = new();
    private Dictionary<string, Dictionary<ContentClass, Entry>> _own;

    /// <exception cref="FormatException">The file cannot be read, or asks for what a platform forbids.</exception>
    public RetentionRules(string path)
    {
        _path = path;
        try
        {
            _own = File.Exists(path) ? Parse(File.ReadAllBytes(path)) : [];
        }
        catch (JsonException e)
        {
            throw new FormatException($"{path} is not valid: {e.Message}");
        }

        foreach (var (platform, content, entry) in _own.SelectMany(static p => p.Value.Select(c => (p.Key, c.Key, c.Value))))
        {
            if (!KeepTime.TryParse(entry.Keep, out var keep) || Objection(platform, content, keep, entry.WhileVerified) is not null)
            {
                var why =
                    Objection(platform, content, keep, entry.WhileVerified)
                    ?? "keep is a number of days or hours (\"30d\"), or \"forever\".";
                throw new FormatException($"{path}, {platform}.{content}: {why}");
            }
        }
    }

    /// <summary>Raised after a change, on the changer's thread.</summary>
    public event Action? Changed;

    /// <summary>Platforms that have rules of their own, and "*".</summary>
    public IReadOnlyList<string> Platforms
    {
        get
        {
            lock (_lock)
            {
                return
                [
                    .. _defaults.Keys.Union(_own.Keys).OrderBy(static p => p == AnyPlatform).ThenBy(static p => p, StringComparer.Ordinal),
                ];
            }
        }
    }

    /// <summary>What holds for a platform.</summary>
    public RetentionSetting Find(string platform, ContentClass content)
    {
        lock (_lock)
        {
            var limits = Default(platform, content);
            var own = _own.GetValueOrDefault(platform)?.GetValueOrDefault(content);
            // The operator's word on all other platforms holds for those alone that have none of their own.
            own ??= _defaults.ContainsKey(platform) ? null : _own.GetValueOrDefault(AnyPlatform)?.GetValueOrDefault(content);
            var entry = own ?? limits;
            return new()
            {
                // Every entry was read before it was taken.
                Keep = KeepTime.TryParse(entry.Keep, out var keep) ? keep : throw new InvalidOperationException(entry.Keep),
                WhileVerified = entry.WhileVerified,
                AtMost = AtMost(limits),
                Note = limits.Note ?? "",
                IsDefault = own is null,
            };
        }
    }

    /// <summary>Why a rule cannot be; null when it can.</summary>
    public string? Objection(string platform, ContentClass content, TimeSpan? keep, bool whileVerified)
    {
        var limits = Default(platform, content);
        return keep < Shortest ? $"At least {KeepTime.Write(Shortest)}."
            : keep > Longest ? $"At most {KeepTime.Write(Longest)}, or \"forever\"."
            : keep?.Ticks % TimeSpan.TicksPerHour > 0 ? "Whole hours or days."
            : AtMost(limits) is { } most && (keep is null || keep > most) ? $"At most {KeepTime.Write(most)}. {limits.Note}"
            : AtMost(limits) is not null && whileVerified && !limits.WhileVerified ? $"Not longer while verified. {limits.Note}"
            : whileVerified && keep is null ? "What is kept for ever needs no verification."
            : null;
    }

    /// <summary>Sets rules, durably, which were asked about with <see cref="Objection"/>.</summary>
    public void Set(IEnumerable<(string Platform, ContentClass Content, TimeSpan? Keep, bool WhileVerified)> rules)
    {
        lock (_lock)
        {
            var next = _own.ToDictionary(
                static p => p.Key,
                static p => new Dictionary<ContentClass, Entry>(p.Value),
                StringComparer.Ordinal
            );
            foreach (var (platform, content, keep, whileVerified) in rules)
            {
                var entry = new Entry { Keep = KeepTime.Write(keep), WhileVerified = whileVerified };
                (next.TryGetValue(platform, out var known) ? known : next[platform] = [])[content] = entry;
            }

            var fresh = _path + ".new";
            using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write))
            {
                JsonSerializer.Serialize(file, next, Json);
                file.Flush(flushToDisk: true);
            }

            File.Move(fresh, _path, overwrite: true);
            _own = next;
        }

        Changed?.Invoke();
    }

    private Entry Default(string platform, ContentClass content) =>
        (_defaults.GetValueOrDefault(platform) ?? _defaults[AnyPlatform])[content];

    private static TimeSpan? AtMost(Entry entry) => entry.AtMost is { } text && KeepTime.TryParse(text, out var most) ? most : null;

    private static Dictionary<string, Dictionary<ContentClass, Entry>> Embedded()
    {
        using var stream = typeof(RetentionRules).Assembly.GetManifestResourceStream("LiveIp.Host.retention.json")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Parse(bytes.ToArray());
    }

    private static Dictionary<string, Dictionary<ContentClass, Entry>> Parse(byte[] json) =>
        JsonSerializer.Deserialize<Dictionary<string, Dictionary<ContentClass, Entry>>>(json, Json) ?? [];

    internal sealed record Entry
    {
        public required string Keep { get; init; }
        public bool WhileVerified { get; init; }
        public string? AtMost { get; init; }
        public string? Note { get; init; }
    }
}
