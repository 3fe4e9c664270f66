using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace LiveIp.Plugins.Testing;

/// <summary>An answer of a stand-in.</summary>
internal sealed record Reply(int Status, string Body = "", params string[] Headers)
{
    public Task SendAsync(Socket socket)
    {
        var body = Encoding.UTF8.GetBytes(Body);
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {Status} Status\r\nContent-Length: {body.Length}\r\n");
        foreach (var header in Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{header}\r\n");
        }

        return socket.SendAsync((byte[])[.. Encoding.ASCII.GetBytes($"{head}\r\n"), .. body]);
    }
}
