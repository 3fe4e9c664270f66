using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace LiveIp.Plugins.Testing;

/// <summary>One field or file of a multipart form.</summary>
internal sealed record FormPart(string Name, string? FileName, string? ContentType, byte[] Body)
{
    /// <summary>Null where the request is no multipart form.</summary>
    public static IReadOnlyList<FormPart>? Of(Received request)
    {
        if (
            !MediaTypeHeaderValue.TryParse(request.Headers.GetValueOrDefault("Content-Type", ""), out var type)
            || type.MediaType != "multipart/form-data"
        )
        {
            return null;
        }

        var parts = new List<FormPart>();
        var reader = new MultipartReader(HeaderUtilities.RemoveQuotes(type.Boundary).Value!, new MemoryStream(request.Body));
        while (reader.ReadNextSectionAsync().GetAwaiter().GetResult() is { } section)
        {
            using var body = new MemoryStream();
            section.Body.CopyTo(body);
            var place = ContentDispositionHeaderValue.Parse(section.ContentDisposition);
            parts.Add(
                new FormPart(
                    HeaderUtilities.RemoveQuotes(place.Name).Value!,
                    HeaderUtilities.RemoveQuotes(place.FileName).Value,
                    section.ContentType,
                    body.ToArray()
                )
            );
        }

        return parts;
    }
}
