using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using LiveIp.EndToEnd.Tests.Support;

namespace LiveIp.EndToEnd.Tests.Operations;

/// <summary>What a supervisor sees of the process.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly TempDirectory _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task A_second_host_on_the_same_data_is_refused_and_a_killed_one_leaves_no_lock()
    {
        await using (var first = await HostProcess.StartAsync(_data.Path, Deadline.In(60)))
        {
            var (exit, _, errors) = await HostProcess.RunAsync(
                ["--data", _data.Path, "--grpc-port", "0", "--web-port", "0"],
                Deadline.In(60)
            );
            Assert.Equal(2, exit);
            Assert.Contains("Another LiveIp host uses " + _data.Path, errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
            await first.KillAsync();
        }

        await using var second = await HostProcess.StartAsync(_data.Path, Deadline.In(60));
    }

    [Fact]
    public async Task Json_logs_are_nothing_but_json()
    {
        await using var host = await HostProcess.StartAsync(_data.Path, Deadline.In(60), arguments: ["--log-format", "json"]);
        await host.SignalAsync("TERM");
        Assert.Equal(0, (await host.EndAsync()).ExitCode);

        var lines = host.Said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length >= 3, host.Said);
        foreach (var line in lines)
        {
            using var entry = JsonDocument.Parse(line);
            Assert.EndsWith("Z", entry.RootElement.GetProperty("Timestamp").GetString(), StringComparison.Ordinal);
            Assert.NotEqual("", entry.RootElement.GetProperty("LogLevel").GetString());
            Assert.NotEqual("", entry.RootElement.GetProperty("Category").GetString());
            Assert.Equal(JsonValueKind.Number, entry.RootElement.GetProperty("EventId").ValueKind);
            Assert.NotEqual("", entry.RootElement.GetProperty("Message").GetString());
        }

        Assert.DoesNotContain(host.Token, host.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_level_leaves_out_what_matters_less()
    {
        var quiet = new Dictionary<string, string> { ["LIVEIP_LOG_LEVEL"] = "Error" };
        await using var host = await HostProcess.StartAsync(_data.Path, Deadline.In(60), quiet);
        Assert.DoesNotContain("info:", host.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_manager_hears_that_it_is_ready_alive_and_stopping()
    {
        var path = _data.File("notify");
        using var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        manager.Bind(new UnixDomainSocketEndPoint(path));
        var environment = new Dictionary<string, string> { ["NOTIFY_SOCKET"] = path, ["WATCHDOG_USEC"] = "200000" };
        await using var host = await HostProcess.StartAsync(_data.File("data"), Deadline.In(60), environment);

        var heard = new List<string>();
        while (!heard.Contains("READY=1") || heard.Count(static h => h == "WATCHDOG=1") < 3)
        {
            heard.Add(await HearAsync(manager));
        }

        await host.SignalAsync("TERM");
        while (!heard.Contains("STOPPING=1"))
        {
            heard.Add(await HearAsync(manager));
        }

        Assert.Equal(0, (await host.EndAsync()).ExitCode);
    }

    private static async Task<string> HearAsync(Socket socket)
    {
        var buffer = new byte[512];
        return Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer, SocketFlags.None, Deadline.In(20)));
    }
}
