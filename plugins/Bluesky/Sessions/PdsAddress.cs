using System.Text.Json;
using LiveIp.Plugins.Answers;

namespace LiveIp.Plugins.Bluesky.Sessions;

/// <summary>The server that keeps an account's posts: bsky.social only signs in, and its accounts live on servers of other names.</summary>
internal static class PdsAddress
{
    /// <summary>As the DID document says (https://atproto.com/specs/did); null where it says nothing that may be followed.</summary>
    public static Uri? Find(JsonElement document, string did, Uri server)
    {
        if (document.Member("service") is not { ValueKind: JsonValueKind.Array } services)
        {
            return null;
        }

        foreach (var service in services.EnumerateArray())
        {
            var isPds =
                service.Text("type") == "AtprotoPersonalDataServer"
                && service.Text("id") is { } id
                && (id == "#atproto_pds" || id == $"{did}#atproto_pds");
            if (isPds && Uri.TryCreate(service.Text("serviceEndpoint"), UriKind.Absolute, out var endpoint))
            {
                return MayBeFollowed(endpoint, server) ? endpoint : null;
            }
        }

        return null;
    }

    /// <summary>
    /// A number would pass the guard of addresses as the operator's own word, and this is a stranger's: only a name is followed, or this
    /// machine where the operator named it.
    /// </summary>
    private static bool MayBeFollowed(Uri endpoint, Uri server) =>
        endpoint.UserInfo.Length == 0
        && (
            (endpoint.Scheme == Uri.UriSchemeHttps && endpoint.HostNameType == UriHostNameType.Dns && !endpoint.IsLoopback)
            || (endpoint.Scheme == server.Scheme && endpoint.IsLoopback && server.IsLoopback)
        );
}
