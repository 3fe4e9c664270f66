using LiveIp.Host.Operations.Running;
using LiveIp.Host.Tests.Support;

namespace LiveIp.Host.Tests.Operations;

[Collection(nameof(OperationsHost))]
public sealed class InstanceLockTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_directory_has_one_host_at_a_time_and_a_file_left_behind_locks_nobody_out()
    {
        using (InstanceLock.Take(_directory.Path))
        {
            var refusal = Assert.Throws<InvalidOperationException>(() => InstanceLock.Take(_directory.Path));
            Assert.Contains(_directory.Path, refusal.Message, StringComparison.Ordinal);
            Assert.Contains("--data", refusal.Message, StringComparison.Ordinal);
        }

        Assert.True(File.Exists(_directory.File(InstanceLock.FileName)));
        InstanceLock.Take(_directory.Path).Dispose();
    }

    [Fact]
    public void A_new_data_directory_is_its_owners_alone()
    {
        var data = _directory.File("new");

        InstanceLock.Take(data).Dispose();

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(data));
        }
    }

    [Fact]
    public async Task The_composed_host_holds_it_until_its_end()
    {
        await using (await OperationsHost.StartAsync(_directory.Path))
        {
            Assert.Throws<InvalidOperationException>(() =>
                OperationsHost.Build(
                    new LiveIpOptions
                    {
                        DataDirectory = _directory.Path,
                        GrpcPort = 0,
                        WebPort = 0,
                    }
                )
            );
        }

        await using var next = await OperationsHost.StartAsync(_directory.Path);
        Assert.Equal(0, next.Log.LastSequence);
    }
}
