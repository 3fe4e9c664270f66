using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LiveIp.Host.Api.Security;

/// <summary>The bearer token of the API: <c>&lt;data&gt;/api-token</c>, made at the first start, readable by its owner alone.</summary>
internal sealed class ApiToken
{
    public const string FileName = "api-token";
    private const string Scheme = "Bearer ";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly byte[] _hash;

    public ApiToken(LiveIpOptions options)
    {
        Directory.CreateDirectory(options.DataDirectory);
        var path = Path.Combine(options.DataDirectory, FileName);
        if (!File.Exists(path))
        {
            Make(path);
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, OwnerOnly);
        }

        var token = File.ReadAllText(path).Trim();
        if (token.Length < 32)
        {
            throw new InvalidOperationException($"{path} holds no usable token; delete it and start again to get a new one.");
        }

        _hash = SHA256.HashData(Encoding.UTF8.GetBytes(token));
    }

    /// <summary>Whether the value of an Authorization header carries the token. Takes the same time wherever it differs.</summary>
    public bool Accepts(string? authorization) =>
        authorization is not null
        && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(authorization[Scheme.Length..].Trim())), _hash);

    private static void Make(string path)
    {
        // Whole or not at all: written beside it, then moved.
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var stream = new FileStream(draft, options))
        {
            stream.Write(Encoding.ASCII.GetBytes(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))));
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, path);
    }
}
