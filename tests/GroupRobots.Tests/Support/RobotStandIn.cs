using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LiveIp.Plugins.Testing;

namespace LiveIp.Plugins.GroupRobots.Tests.Support;

/// <summary>A network with one robot in one group. It says no with status 200 and a code.</summary>
internal abstract class RobotStandIn : NetworkStandIn
{
    private readonly ConcurrentQueue<string> _texts = new();

    /// <summary>As the network shows it.</summary>
    public abstract Uri Address { get; }

    /// <summary>The robot signs; null where it does not.</summary>
    public string? Secret { get; init; }

    /// <summary>Must be in every text; null for none.</summary>
    public string? Keyword { get; init; }

    /// <summary>Messages that it takes yet in this minute.</summary>
    public int Left { get; set; } = 20;

    /// <summary>What its signatures are compared with.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public override IReadOnlyList<string> Posted => [.. _texts];

    /// <summary>The network's form of an answer.</summary>
    public abstract Reply Say(int status, int code, string words);

    /// <summary>Null where it is not what it must be.</summary>
    protected static JsonElement? Json(Received request)
    {
        try
        {
            return request.Headers.GetValueOrDefault("Content-Type", "").StartsWith("application/json", StringComparison.Ordinal)
                ? JsonElement.Parse(request.Body)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    protected Reply Take(string text, string words)
    {
        _texts.Enqueue(text);
        Left--;
        return Say(200, 0, words);
    }

    protected static string Hmac(string key, string message) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(message)));

    protected static string? Text(JsonElement json, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json))
            {
                return null;
            }
        }

        return json.ValueKind == JsonValueKind.String ? json.GetString() : null;
    }

    protected static Dictionary<string, string> Query(string target) =>
        target
            .Split('?', 2)
            .Skip(1)
            .SelectMany(static q => q.Split('&'))
            .Select(static pair => pair.Split('=', 2))
            .ToDictionary(static pair => pair[0], static pair => Uri.UnescapeDataString(pair[1]));
}
