using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace LiveIp.Plugins.Testing;

/// <summary>A request as it came over the wire.</summary>
internal sealed record Received(string Line, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Method => Line.Split(' ')[0];

    /// <summary>Path and query as they stand in the first line.</summary>
    public string Target => Line.Split(' ')[1];

    /// <summary>Null when the sender closed before a request was whole.</summary>
    public static async Task<Received?> ReadAsync(Socket socket, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        var buffer = new byte[8192];
        while (await socket.ReceiveAsync(buffer, cancellationToken) is > 0 and var read)
        {
            all.Write(buffer, 0, read);
            var end = all.GetBuffer().AsSpan(0, (int)all.Length).IndexOf("\r\n\r\n"u8);
            if (end < 0)
            {
                continue;
            }

            var lines = Encoding.ASCII.GetString(all.GetBuffer(), 0, end).Split("\r\n");
            var headers = lines
                .Skip(1)
                .Select(line => line.Split(": ", 2))
                .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
            if (all.Length - end - 4 >= int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture))
            {
                return new Received(lines[0], headers, all.ToArray()[(end + 4)..]);
            }
        }

        return null;
    }
}
