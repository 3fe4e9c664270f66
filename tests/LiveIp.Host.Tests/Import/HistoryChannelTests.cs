using LiveIp.Contracts;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Import;

public sealed class HistoryChannelTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly StateDatabase _database;
    private readonly ChannelStore _store;

    public HistoryChannelTests()
    {
        _database = new StateDatabase(new LiveIpOptions { DataDirectory = _directory.Path });
        _store = new ChannelStore(_database, new TestClock());
    }

    public void Dispose()
    {
        _database.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Is_made_once_not_followed_and_taken_over_by_the_real_one()
    {
        var made = _store.CreateForHistory("old", "twitch", Identity("7", "from a file"));
        var again = _store.CreateForHistory("new", "twitch", Identity("7", "from another"));
        Assert.Equal(made, again);
        Assert.False(made.Enabled);

        var followed = _store.Create("real", "twitch", Identity("7", "Star"), "r", "f");

        Assert.Equal(("old", true, "Star"), (followed.Id, followed.Enabled, followed.Identity.DisplayName));
        Assert.Equal(followed, _store.Create("more", "twitch", Identity("7", "Star"), "r", "f"));
        Assert.Throws<ChannelExistsException>(() => _store.Create("more", "twitch", Identity("7", "Star"), "", "f"));
        Assert.Equal(followed, _store.CreateForHistory("x", "twitch", Identity("7", "file")));
    }

    [Fact]
    public void A_channel_that_a_person_started_and_stopped_is_not_taken_over()
    {
        var made = _store.CreateForHistory("old", "twitch", Identity("7", "file"));
        _store.SetEnabled(made.Id, true);
        _store.SetEnabled(made.Id, false);
        Assert.Throws<ChannelExistsException>(() => _store.Create("real", "twitch", Identity("7", "Star"), "", "f"));
    }

    [Fact]
    public void Once_deleted_it_is_made_anew()
    {
        _store.CreateForHistory("old", "twitch", Identity("7", "file"));
        Assert.True(_store.Delete("old"));
        Assert.Equal("new", _store.CreateForHistory("new", "twitch", Identity("7", "file")).Id);
        Assert.NotNull(_store.FindHistory("twitch", "7"));
    }

    [Fact]
    public async Task The_secrets_of_the_real_one_lie_under_the_name_that_stays()
    {
        _store.CreateForHistory("old", "test", Identity("star", "file"));
        var (vault, registry) = (new MemoryVault(), new TestRegistry());
        registry.AllPlatforms.Add(
            new TestPlatform(static (_, token) => Task.Delay(Timeout.InfiniteTimeSpan, token))
            {
                Resolve = static (_, _, _) => Task.FromResult(Identity("star", "Star")),
            }
        );
        await using var rig = await ApiRig.StartAsync(registry, vault, _directory.Path);

        var request = new CreateChannelRequest
        {
            Platform = "test",
            Input = "star",
            Secrets = { ["refresh_token"] = "r0" },
        };
        var made = await rig.Channels.CreateChannelAsync(request, rig.Authorized, cancellationToken: Deadline.Token());

        Assert.Equal(("channels/old", true), (made.Channel.Name, made.Channel.Enabled));
        Assert.Equal("r0", vault.Read("channels/old", "refresh_token"));
        Assert.Equal(["channels/old"], vault.Owners);
    }

    private static ChannelIdentity Identity(string id, string name) => new() { Id = id, DisplayName = name };
}
