using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Events;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>From the filter of a request to the log's, and to the hash that ties a token to it.</summary>
internal static class EventServiceFilter
{
    private static readonly Dictionary<string, LiveEvent.BodyOneofCase> Kinds = LiveEvent
        .Descriptor.Oneofs.Single(static o => o.Name == "body")
        .Fields.ToDictionary(static f => f.Name, static f => (LiveEvent.BodyOneofCase)f.FieldNumber, StringComparer.Ordinal);

    /// <summary>What is wrong is noted in <paramref name="checks"/>.</summary>
    public static LogFilter Read(EventFilter? filter, FieldChecks checks)
    {
        filter ??= new();
        checks.MostOf(filter.Channels.Count, "filter.channels");
        checks.MostOf(filter.Platforms.Count, "filter.platforms");
        checks.MostOf(filter.Kinds.Count, "filter.kinds");
        for (var i = 0; i < filter.Channels.Count; i++)
        {
            checks.ChannelName(filter.Channels[i], $"filter.channels[{i}]");
        }

        for (var i = 0; i < filter.Platforms.Count; i++)
        {
            checks.Require(filter.Platforms[i].Length > 0, $"filter.platforms[{i}]", "must not be empty");
        }

        for (var i = 0; i < filter.Kinds.Count; i++)
        {
            checks.Require(Kinds.ContainsKey(filter.Kinds[i]), $"filter.kinds[{i}]", $"must be one of {string.Join(", ", Kinds.Keys)}");
        }

        return new()
        {
            Channels = [.. filter.Channels.Distinct()],
            Platforms = [.. filter.Platforms.Distinct()],
            Kinds = [.. filter.Kinds.Distinct().Where(Kinds.ContainsKey).Select(static k => Kinds[k])],
        };
    }

    /// <summary>The same for the same restriction, whatever the order of its words.</summary>
    public static long Hash(LogFilter filter)
    {
        // The unit separator occurs in no name, so no two restrictions read alike.
        var words = new StringBuilder();
        words.AppendJoin('\u001f', filter.Channels.Order(StringComparer.Ordinal)).Append('\u001e');
        words.AppendJoin('\u001f', filter.Platforms.Order(StringComparer.Ordinal)).Append('\u001e');
        words.AppendJoin('\u001f', filter.Kinds.Order().Select(static k => (int)k)).Append('\u001e');
        words.Append(filter.From?.UtcTicks).Append('\u001e').Append(filter.To?.UtcTicks);
        return BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(words.ToString())));
    }
}
