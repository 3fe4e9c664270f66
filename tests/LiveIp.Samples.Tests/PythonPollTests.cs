using LiveIp.EndToEnd.Tests.Support;
using LiveIp.Samples.Tests.Support;

namespace LiveIp.Samples.Tests;

public sealed class PythonPollTests
{
    [Fact]
    public async Task A_poll_that_is_not_over_when_its_stream_ends_is_no_result()
    {
        var deadline = Deadline.In(60);
        var python = await Tools.PythonAsync(deadline);
        await using var host = await QuietHost.StartAsync(deadline);
        string[] arguments = [Path.Combine(Tools.Sample("python"), "show.py"), "run", "Title", "--poll", "Tea?", "Yes", "No"];

        using var sample = new SampleProcess(host.Address, host.Address, "t0k3n", python, arguments);

        Assert.Equal(1, await sample.EndAsync(deadline));
        Assert.Contains("no longer tells of the poll", sample.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("press Enter", sample.Said, StringComparison.Ordinal);
    }
}
