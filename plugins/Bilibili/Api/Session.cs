using System.Text.Json;
using LiveIp.Contracts;

namespace LiveIp.Plugins.Bilibili.Api;

/// <summary>A session (the platform says "game") and how to listen to it. Holds a secret; lives in the secret store alone.</summary>
internal sealed class Session
{
    private const string SecretId = "session";

    public required long AppId { get; init; }

    /// <summary>Empty for kinds of application that have no session to keep alive.</summary>
    public required string GameId { get; init; }

    /// <summary>Sent to the socket as it is: the platform checks it byte by byte.</summary>
    public required string AuthBody { get; init; }

    public required IReadOnlyList<string> Links { get; init; }

    public string AnchorOpenId { get; init; } = "";

    public string AnchorName { get; init; } = "";

    /// <summary>The stored session; null when there is none that can be read.</summary>
    public static async ValueTask<Session?> ReadAsync(ISecretStore secrets, CancellationToken cancellationToken)
    {
        var json = await secrets.ReadAsync(SecretId, cancellationToken);
        try
        {
            return json is null ? null : JsonSerializer.Deserialize(json, WireJson.Default.Session);
        }
        catch (JsonException)
        {
            // Written by another version of the plugin: without it we only start anew.
            return null;
        }
    }

    public ValueTask WriteAsync(ISecretStore secrets, CancellationToken cancellationToken) =>
        secrets.WriteAsync(SecretId, JsonSerializer.Serialize(this, WireJson.Default.Session), cancellationToken);

    public static ValueTask ForgetAsync(ISecretStore secrets, CancellationToken cancellationToken) =>
        secrets.WriteAsync(SecretId, null, cancellationToken);
}

/// <summary>What is stored with the events: which session may still run.</summary>
internal sealed class Checkpoint
{
    public required string GameId { get; init; }

    /// <summary>Empty when there is none that can be read.</summary>
    public static string GameIdOf(string? checkpoint)
    {
        try
        {
            return checkpoint is null ? "" : JsonSerializer.Deserialize(checkpoint, WireJson.Default.Checkpoint)?.GameId ?? "";
        }
        catch (JsonException)
        {
            // As for the session.
            return "";
        }
    }

    public override string ToString() => JsonSerializer.Serialize(this, WireJson.Default.Checkpoint);
}
