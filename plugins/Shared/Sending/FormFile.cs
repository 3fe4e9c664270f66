using System.Net.Http.Headers;
using LiveIp.Contracts;

namespace LiveIp.Plugins.Sending;

/// <summary>Adds files to a multipart form, read from where they lie while they are sent.</summary>
internal static class FormFile
{
    private const int LongestName = 100;

    /// <exception cref="AdapterException">The file is not there any more.</exception>
    public static void Add(MultipartFormDataContent form, string field, string name, IMediaContent file)
    {
        // The form closes it.
        var part = new StreamContent(file.OpenRead());
        part.Headers.ContentType = new MediaTypeHeaderValue(file.File.ContentType);
        // Written out, because .NET would leave the quotes away and add a second name (filename*) that few servers know.
        part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data")
        {
            Name = $"\"{field}\"",
            FileName = $"\"{name}\"",
        };
        form.Add(part);
    }

    /// <summary>
    /// Its own name where that is plain, else "file1.jpg": servers do not agree on how others are written in a form.
    /// </summary>
    /// <param name="number">From 1 on.</param>
    public static string NameOf(IMediaContent file, int number)
    {
        var name = file.File.FileName;
        if (name.Length is > 0 and <= LongestName && IsPlain(name))
        {
            return name;
        }

        var extension = Path.GetExtension(name);
        return $"file{number}{(extension.Length is > 1 and <= 5 && IsPlain(extension) ? extension : "")}";
    }

    private static bool IsPlain(string name) => name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}
