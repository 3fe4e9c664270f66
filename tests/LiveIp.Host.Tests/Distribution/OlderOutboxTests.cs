using LiveIp.Host.Channels.State;
using LiveIp.Host.Distribution;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Tests.Distribution;

/// <summary>A database of a host that knew of no accounts and no watches.</summary>
public sealed class OlderOutboxTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("liveip-outbox").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void What_waits_in_it_still_waits_for_the_account_that_every_distributor_has_and_can_be_watched()
    {
        var clock = new TestClock();
        var due = clock.GetUtcNow().ToUnixTimeMilliseconds();
        using (
            var old = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = Path.Combine(_directory, "state.db"), Pooling = false }.ToString()
            )
        )
        {
            old.Open();
            old.Run(StateSchema.Sql);
            old.Run("INSERT INTO posts (id, body, created_at) VALUES ('p', x'', 0)");
            foreach (var (id, state) in new[] { ("waits", DeliveryState.Pending), ("there", DeliveryState.Delivered) })
            {
                old.Run(
                    """
                    INSERT INTO deliveries (id, post_id, distributor, target, state, idempotency_key, attempts, remote_id, remote_uri, detail,
                        created_at, updated_at, next_attempt_at)
                    VALUES ($id, 'p', 'discord', '', $state, $id, 0, '', '', '', $due, $due, $due)
                    """,
                    ("$id", id),
                    ("$state", (int)state),
                    ("$due", due)
                );
            }
        }

        using var database = new StateDatabase(new LiveIpOptions { DataDirectory = _directory });
        var store = new OutboxStore(database, clock);

        var lane = Assert.Single(store.Lanes());
        Assert.Equal(("discord", "waits", clock.GetUtcNow()), (lane.Account, lane.DeliveryId, lane.ReadyAt));
        var all = store.ChangesAfter(0, store.LastRevision, "p", 10).Deliveries;
        Assert.Equal([("discord", ""), ("discord", "")], all.Select(static d => (d.Distributor, d.Account)));
        Assert.Equal(DeliveryState.Pending, Assert.Single(store.ChangesAfter(0, store.LastRevision, postId: null, 10).Deliveries).State);

        // Opened once more, nothing is counted as a change.
        var revision = store.LastRevision;
        database.Dispose();
        using var again = new StateDatabase(new LiveIpOptions { DataDirectory = _directory });
        Assert.Equal(revision, new OutboxStore(again, clock).LastRevision);
    }
}
