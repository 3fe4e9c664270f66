using System.Text;
using System.Text.Json;

namespace LiveIp.EndToEnd.Tests.Secrets;

/// <summary>Looks for secrets in bytes, as they are and as they are after what a program does to text on its way out.</summary>
internal sealed class SecretForms
{
    private readonly List<(string Name, string Form, byte[] Bytes)> _forms = [];

    /// <param name="secrets">By a name that may be shown.</param>
    public SecretForms(IEnumerable<KeyValuePair<string, string>> secrets)
    {
        foreach (var (name, secret) in secrets)
        {
            // Shorter ones are found by chance.
            Assert.True(secret.Length >= 8, $"{name} is too short to be looked for");
            foreach (var (form, bytes) in Of(secret).DistinctBy(static f => Convert.ToHexString(f.Bytes)))
            {
                _forms.Add((name, form, bytes));
            }
        }
    }

    /// <summary>Names of the secrets that are in there, with their form.</summary>
    public IEnumerable<string> In(byte[] content) =>
        _forms.Where(f => content.AsSpan().IndexOf(f.Bytes) >= 0).Select(static f => $"{f.Name} ({f.Form})");

    public IEnumerable<string> In(string content) => In(Encoding.UTF8.GetBytes(content));

    private static IEnumerable<(string Form, byte[] Bytes)> Of(string secret)
    {
        var utf8 = Encoding.UTF8.GetBytes(secret);
        yield return ("plain", utf8);
        yield return ("UTF-16", Encoding.Unicode.GetBytes(secret));
        yield return ("in a URL", Encoding.UTF8.GetBytes(Uri.EscapeDataString(secret)));
        yield return ("in JSON", Encoding.UTF8.GetBytes(JsonSerializer.Serialize(secret)[1..^1]));
        yield return ("hex", Encoding.UTF8.GetBytes(Convert.ToHexString(utf8)));
        yield return ("hex", Encoding.UTF8.GetBytes(Convert.ToHexStringLower(utf8)));
        // Wherever it stands within what was encoded, one of three alignments has it.
        foreach (var before in new[] { 0, 1, 2 })
        {
            var encoded = Convert.ToBase64String([.. new byte[before], .. utf8]);
            var own = encoded[(((before * 8) + 5) / 6)..((before + utf8.Length) * 8 / 6)];
            yield return ("base64", Encoding.UTF8.GetBytes(own));
            yield return ("base64url", Encoding.UTF8.GetBytes(own.Replace('+', '-').Replace('/', '_')));
        }
    }
}
