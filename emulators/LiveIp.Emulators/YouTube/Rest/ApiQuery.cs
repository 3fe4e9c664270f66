using System.Globalization;
using System.Text.Json.Nodes;
using LiveIp.Emulators.YouTube.Access;

namespace LiveIp.Emulators.YouTube.Rest;

/// <summary>
/// Reads the parameters of a call as strictly as the platform does; throws <see cref="ApiException"/>. Lists come repeated
/// (<c>part=id&amp;part=snippet</c>, client libraries) or in one (<c>part=id,snippet</c>, people).
/// </summary>
/// <param name="body">Of calls that have one.</param>
/// <param name="media">Of calls that upload a file.</param>
internal sealed class ApiQuery(IQueryCollection query, JsonObject? body = null, byte[]? media = null)
{
    /// <summary>As they were given.</summary>
    public IQueryCollection Parameters => query;

    /// <summary>The resource that was sent, if any.</summary>
    public JsonObject? Sent => body;

    /// <summary>The file that was sent; empty when there is none.</summary>
    public byte[] Media => media ?? [];

    /// <summary>The resource that was sent.</summary>
    public JsonObject Body => body ?? throw ApiErrors.ParseError();

    public IReadOnlySet<string> Parts(IReadOnlyCollection<string> known)
    {
        var parts = List("part").ToHashSet(StringComparer.Ordinal);
        if (parts.Count == 0)
        {
            throw ApiErrors.Required("part");
        }

        return parts.FirstOrDefault(part => !known.Contains(part)) is { } unknown ? throw ApiErrors.UnknownPart(unknown) : parts;
    }

    public IReadOnlyList<string> List(string name) =>
        [
            .. query[name]
                .SelectMany(value => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
        ];

    public string? Text(string name) => query[name].FirstOrDefault() is { Length: > 0 } value ? value : null;

    public string Required(string name) => Text(name) ?? throw ApiErrors.Required(name);

    public bool Flag(string name) =>
        Text(name) switch
        {
            null or "false" or "False" or "0" => false,
            "true" or "True" or "1" => true,
            var other => throw ApiErrors.Invalid(name, $"Invalid boolean value: '{other}'."),
        };

    public string OneOf(string name, string standard, params IReadOnlyCollection<string> values)
    {
        var value = Text(name) ?? standard;
        return values.Contains(value)
            ? value
            : throw ApiErrors.Invalid(name, $"Invalid value '{value}'. Values must match one of: [{string.Join(", ", values)}]");
    }

    public int Number(string name, int min, int max, int standard)
    {
        if (Text(name) is not { } text)
        {
            return standard;
        }

        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            throw ApiErrors.Invalid(name, $"Invalid value '{text}'. It must be an integer.");
        }

        return value >= min && value <= max
            ? value
            : throw ApiErrors.Invalid(name, $"Invalid value '{text}'. Values must be within the range: [{min}, {max}]");
    }

    /// <summary>The one filter that is given. A flag that is false is not given.</summary>
    public string Filter(params IReadOnlyList<string> filters)
    {
        var given = filters.Where(name => Text(name) is { } value && !(name == "mine" && value is "false" or "False" or "0")).ToArray();
        return given.Length switch
        {
            0 => throw ApiErrors.NoFilter(filters),
            1 => given[0],
            _ => throw ApiErrors.Incompatible(given),
        };
    }

    /// <summary>For lists that fit on one page here, any page token is a foreign one.</summary>
    public void NoFurtherPages()
    {
        if (Text("pageToken") is not null)
        {
            throw ApiErrors.InvalidPageToken();
        }
    }
}
