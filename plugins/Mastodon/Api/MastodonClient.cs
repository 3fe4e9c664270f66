using System.Net.Http.Headers;
using LiveIp.Contracts;
using LiveIp.Plugins.Api;
using LiveIp.Plugins.Changes;
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
        using var content = await FormAsync(form, cancellationToken);
        using var request = Request(HttpMethod.Post, path);
        request.Content = content;
        request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await ApiCall.SendAsync(request, MaxBytes, cancellationToken);
    }

    /// <summary>Sends a file with what is to be seen on it. Nothing is published by it, so whether it arrived does not matter.</summary>
    /// <exception cref="NoAnswerException">No status came.</exception>
    public async Task<ApiAnswer> UploadAsync(string path, IMediaContent media, CancellationToken cancellationToken)
    {
        await using var stream = media.OpenRead();
        using var content = new MultipartFormDataContent();
        var file = new StreamContent(stream);
        file.Headers.ContentType = new MediaTypeHeaderValue(media.File.ContentType);
        file.Headers.ContentDisposition = Part("file");
        file.Headers.ContentDisposition.FileName = $"\"media.{media.File.ContentType.Split('/')[^1]}\"";
        content.Add(file);
        if (media.File.AltText.Length > 0)
        {
            var words = new StringContent(media.File.AltText);
            words.Headers.ContentDisposition = Part("description");
            content.Add(words);
        }

        using var request = Request(HttpMethod.Post, path);
        request.Content = content;
        return await ApiCall.SendAsync(request, MaxBytes, cancellationToken);
    }

    /// <summary>Puts something in the place of what is there; the same again changes nothing.</summary>
    /// <exception cref="NoAnswerException">No status came.</exception>
    public async Task<ApiAnswer> PutAsync(string path, IEnumerable<KeyValuePair<string, string>> form, CancellationToken cancellationToken)
    {
        using var content = await FormAsync(form, cancellationToken);
        using var request = Request(HttpMethod.Put, path);
        request.Content = content;
        return await ApiCall.SendAsync(request, MaxBytes, cancellationToken);
    }

    /// <exception cref="NoAnswerException">No status came.</exception>
    public async Task<ApiAnswer> DeleteAsync(string path, CancellationToken cancellationToken)
    {
        using var content = ChangeCall.NoBody();
        using var request = Request(HttpMethod.Delete, path);
        request.Content = content;
        return await ApiCall.SendAsync(request, MaxBytes, cancellationToken);
    }

    /// <summary>The server's words for people, as " (words)" or nothing.</summary>
    public string Words(ApiAnswer answer) =>
        ServerWords.InBrackets(answer.Text("error_description") ?? answer.Text("error") ?? "", settings.AccessToken);

    /// <summary>In quotes, as browsers write them and servers expect them.</summary>
    private static ContentDispositionHeaderValue Part(string name) => new("form-data") { Name = $"\"{name}\"" };

    private static async Task<OnceContent> FormAsync(IEnumerable<KeyValuePair<string, string>> form, CancellationToken cancellationToken)
    {
        using var encoded = new FormUrlEncodedContent(form);
        var content = new OnceContent(await encoded.ReadAsByteArrayAsync(cancellationToken));
        content.Headers.ContentType = encoded.Headers.ContentType;
        return content;
    }

    private HttpRequestMessage Request(HttpMethod method, string path) =>
        new(method, new Uri(settings.Instance!, path))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", settings.AccessToken) },
        };
}
