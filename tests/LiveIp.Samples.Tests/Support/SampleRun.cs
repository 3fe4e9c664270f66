using System.Text.Json;
using LiveIp.EndToEnd.Tests.Support;

namespace LiveIp.Samples.Tests.Support;

/// <summary>A sample that follows the events, and the file that it writes.</summary>
internal sealed class SampleRun(HostProcess host, string program, IEnumerable<string> arguments, string file)
    : SampleProcess(host, program, arguments)
{
    /// <summary>Waits until the file has this event or a later one.</summary>
    public Task WaitForAsync(long sequence, CancellationToken cancellationToken) =>
        UntilAsync(() => Read(file) is [.., var last] && last.Sequence >= sequence, cancellationToken);

    /// <summary>The whole lines of the file; the last may just be being written.</summary>
    public static IReadOnlyList<LoggedEvent> Read(string file)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var text = reader.ReadToEnd();
        return [.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
    }

    private static LoggedEvent Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        var sequence = json.RootElement.GetProperty("sequence").GetString()!;
        return new(
            long.Parse(sequence, System.Globalization.CultureInfo.InvariantCulture),
            json.RootElement.GetProperty("id").GetString()!
        );
    }
}
