using System.Globalization;
using System.Security.Cryptography;

namespace LiveIp.Fuzz.Running;

/// <summary>A frame that did what no frame may do.</summary>
/// <param name="Door">Which way in.</param>
/// <param name="What">The exception, or the bound that was passed.</param>
internal sealed record Finding(string Target, string Door, byte[] Frame, string What)
{
    /// <summary>Writes the frame, to be replayed, and what it did beside it. The same frame is the same file.</summary>
    /// <returns>The frame's file.</returns>
    public string Save(string directory)
    {
        Directory.CreateDirectory(directory);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Frame).AsSpan(0, 8));
        var file = Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{Target}-{Door}-{hash}.bin"));
        File.WriteAllBytes(file, Frame);
        File.WriteAllText(Path.ChangeExtension(file, ".txt"), What);
        return file;
    }
}
