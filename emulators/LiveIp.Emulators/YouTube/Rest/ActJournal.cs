using System.Text.Json;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Memory;
using LiveIp.Emulators.YouTube.Access;
using Microsoft.AspNetCore.WebUtilities;

namespace LiveIp.Emulators.YouTube.Rest;

/// <summary>
/// What was done over the API, call by call, so that a platform that is killed can go over it again: all ids follow from the order of the
/// calls, so what they made is the same.
/// </summary>
internal sealed class ActJournal(PlatformMemory memory)
{
    private const string Name = "youtube-acts.journal";

    private readonly IReadOnlyList<string> _past = memory.ReadJournal(Name);
    private readonly Action<string>? _write = memory.OpenJournal(Name);

    /// <summary>Writes down a call that was carried out; to be called in their order.</summary>
    public void Keep(DateTimeOffset at, ApiMethod method, ApiQuery query, Caller caller) =>
        _write?.Invoke(
            JsonSerializer.Serialize(
                new KeptCall(
                    at,
                    method.Verb,
                    method.Path,
                    QueryString.Create(query.Parameters.Where(static p => p.Key is not ("access_token" or "key"))).ToString(),
                    query.Sent?.ToJsonString(),
                    query.Media,
                    caller.IsOwner
                )
            )
        );

    /// <summary>The calls of the lives before this one.</summary>
    /// <param name="carryOut">Carries a call out as when it came.</param>
    public IEnumerable<PastAct> Past(IReadOnlyList<ApiMethod> methods, Action<ApiMethod, ApiQuery, Caller> carryOut)
    {
        foreach (var line in _past)
        {
            var call = JsonSerializer.Deserialize<KeptCall>(line)!;
            var method = methods.Single(m => m.Verb == call.Verb && m.Path == call.Path);
            var query = new ApiQuery(
                new QueryCollection(QueryHelpers.ParseQuery(call.Query)),
                call.Body is null ? null : (JsonObject)JsonNode.Parse(call.Body)!,
                call.Media
            );
            var caller = new Caller("memory", call.IsOwner);
            yield return new PastAct(call.At, () => carryOut(method, query, caller));
        }
    }

    /// <param name="Query">With its question mark; without credentials.</param>
    /// <param name="IsOwner">Who called: the owner, or else the bot.</param>
    private sealed record KeptCall(DateTimeOffset At, string Verb, string Path, string Query, string? Body, byte[] Media, bool IsOwner);
}
