using System.Net.Http.Headers;
using LiveIp.Plugins.Api;
using LiveIp.Plugins.Sending;

namespace LiveIp.Plugins.Mastodon.Api;

/// <summary>Calls an instance as the account.</summary>
internal sealed class MastodonClient(MastodonSettings settings)
{
    /// <summary>Of an answer: forty statuses, each with its author, media and card.</summary>
    private const int MaxBytes = 2 * 1024 * 1024;

    /// <summary>Reads.</summary>
    /// <exception cref="NoAnswerException">No status came, or not all that was said with a yes.</exception>
    public async Task<ApiAnswer> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, path);
        return (await ApiCall.SendAsync(request, MaxBytes, cancellationToken)).Whole();
    }

    /// <summary>Changes something, once.</summary>
    /// <exception cref="NoAnswerException">No status came.</exception>
    public async Task<ApiAnswer> PostAsync(
        string path,
        IEnumerable<KeyValuePair<string, string>> form,
        string idempotencyKey,
        CancellationToken cancellationToken
    )
    {
        using var encoded = new FormUrlEncodedContent(form);
        using var content = new OnceContent(await encoded.ReadAsByteArrayAsync(cancellationToken));
        content.Headers.ContentType = encoded.Headers.ContentType;
        using var request = Request(HttpMethod.Post, path);
        request.Content = content;
        request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await ApiCall.SendAsync(request, MaxBytes, cancellationToken);
    }

    /// <summary>The server's words for people, as " (words)" or nothing.</summary>
    public string Words(ApiAnswer answer) =>
        ServerWords.InBrackets(answer.Text("error_description") ?? answer.Text("error") ?? "", settings.AccessToken);

    private HttpRequestMessage Request(HttpMethod method, string path) =>
        new(method, new Uri(settings.Instance!, path))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", settings.AccessToken) },
        };
}
