using LiveIp.Contracts;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Tests.Channels.Fakes;

namespace LiveIp.Host.Tests.Channels;

public sealed class ChannelStoreTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("liveip-store").FullName;
    private readonly StateDatabase _database;
    private readonly ChannelStore _store;

    public ChannelStoreTests()
    {
        _database = new StateDatabase(new LiveIpOptions { DataDirectory = _directory });
        _store = new ChannelStore(_database, new TestClock());
    }

    public void Dispose()
    {
        _database.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public void What_was_created_is_there_for_the_next_process()
    {
        var made = _store.Create("abc", "test", Star("42"), "r1", "f");
        using var next = new StateDatabase(new LiveIpOptions { DataDirectory = _directory });
        Assert.Equal(made, Assert.Single(new ChannelStore(next, new TestClock()).All()));
    }

    [Fact]
    public void A_repeat_after_deletion_does_not_bring_the_channel_back()
    {
        _store.Create("abc", "test", Star("42"), "r1", "f");
        Assert.True(_store.Delete("abc"));
        Assert.False(_store.Delete("abc"));
        Assert.Throws<ChannelGoneException>(() => _store.Create("def", "test", Star("42"), "r1", "f"));
        Assert.Equal("ghi", _store.Create("ghi", "test", Star("42"), "r2", "f").Id);
    }

    [Fact]
    public void The_same_channel_id_on_two_platforms_are_two_channels()
    {
        _store.Create("abc", "test", Star("42"), "", "f");
        _store.Create("def", "other", Star("42"), "", "f");
        Assert.Throws<ChannelExistsException>(() => _store.Create("ghi", "other", Star("42"), "", "f"));
    }

    [Fact]
    public async Task Secrets_of_a_channel_whose_making_was_cut_off_are_forgotten_at_the_next_start()
    {
        _store.Doom("channels/half");
        _store.Doom("channels/whole");
        _store.Create("whole", "test", Star("42"), "", "f");
        var vault = new MemoryVault();
        vault.Write("channels/half", "refresh_token", "x");
        vault.Write("channels/whole", "refresh_token", "y");
        await using var rig = await ApiRig.StartAsync(new TestRegistry(), vault, _directory);
        Assert.Equal(["channels/whole"], vault.Owners);
        Assert.Empty(_store.Doomed());
    }

    private static ChannelIdentity Star(string id) =>
        new()
        {
            Id = id,
            DisplayName = "Star",
            Uri = new Uri("https://example.org/star"),
        };
}
