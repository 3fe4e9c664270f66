using LiveIp.EndToEnd.Tests.Support;

namespace LiveIp.EndToEnd.Tests.Processes;

public sealed class StartTests
{
    [Fact]
    public async Task An_address_that_others_can_reach_is_refused_with_a_sentence()
    {
        using var data = new TempDirectory();

        var (exit, output, errors) = await HostProcess.RunAsync(
            ["--data", data.Path, "--bind", "0.0.0.0", "--grpc-port", "0", "--web-port", "0"],
            Deadline.In(60)
        );

        Assert.Equal(2, exit);
        Assert.Contains("0.0.0.0 can be reached from outside", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors + output, StringComparison.Ordinal);
        Assert.DoesNotContain("listens on", output, StringComparison.Ordinal);
    }
}
