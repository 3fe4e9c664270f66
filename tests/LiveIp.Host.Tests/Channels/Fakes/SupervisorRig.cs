using System.Threading.Channels;
using LiveIp.Contracts;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Connections;
using LiveIp.Host.Channels.Tokens;
using LiveIp.Host.Quotas;
using LiveIp.Host.Tests.Quotas;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveIp.Host.Tests.Channels.Fakes;

/// <summary>A supervisor over an adapter that the test plays: each attempt comes out of <see cref="NextAsync"/>.</summary>
internal sealed class SupervisorRig : IAsyncDisposable
{
    private readonly Channel<PlayedAttempt> _attempts = System.Threading.Channels.Channel.CreateUnbounded<PlayedAttempt>();
    private readonly TokenEndpoint _endpoint;
    private readonly ConnectionSupervisor _supervisor;
    private readonly Task _run;

    public SupervisorRig(MemoryLog? log = null, bool withPlugin = true, double jitter = 0.5, bool stubborn = false, bool overlap = false)
    {
        Log = log ?? new MemoryLog();
        _endpoint = new TokenEndpoint(Clock);
        Registry = new TestRegistry();
        Platform = new TestPlatform(
            async (connection, token) =>
            {
                var played = new PlayedAttempt(connection, token);
                await _attempts.Writer.WriteAsync(played, CancellationToken.None);
                await (stubborn ? played.End.Task : played.End.Task.WaitAsync(token));
            }
        )
        {
            AllowsOverlap = overlap,
        };
        if (withPlugin)
        {
            Registry.AllPlatforms.Add(Platform);
        }

        Board = new ConnectionBoard(Clock);
        Channel = new ChannelRecord
        {
            Id = "abc",
            Platform = "test",
            Identity = new ChannelIdentity { Id = "42", DisplayName = "Star" },
            Enabled = true,
            CreatedAt = Clock.GetUtcNow(),
        };
        _supervisor = new ConnectionSupervisor(
            Channel,
            Registry,
            Log,
            Vault,
            new TokenBook(Vault, _endpoint, Clock),
            new QuotaLedger(new MemoryQuotaStore(), Clock),
            Board.Of(Channel),
            () => jitter,
            Clock,
            NullLoggerFactory.Instance
        );
        _run = Task.Run(_supervisor.RunAsync);
    }

    public TestClock Clock { get; } = new();
    public MemoryLog Log { get; }
    public MemoryVault Vault { get; } = new();
    public TestRegistry Registry { get; }
    public TestPlatform Platform { get; }
    public ConnectionBoard Board { get; }
    public ChannelRecord Channel { get; }

    public Connection Now => Board.Find(Channel.Name)!;

    public IReadOnlyList<LiveEvent> Gaps => [.. Log.Events.Where(static e => e.BodyCase == LiveEvent.BodyOneofCase.Gap)];

    public async Task<PlayedAttempt> NextAsync() => await _attempts.Reader.ReadAsync().AsTask().WaitAsync(Deadline.Limit);

    public bool HasNext => _attempts.Reader.TryPeek(out _);

    public async Task<Connection> UntilAsync(Func<Connection, bool> condition)
    {
        while (true)
        {
            var changed = Board.Changed;
            if (Now is var now && condition(now))
            {
                return now;
            }

            await changed.WaitAsync(Deadline.Limit);
        }
    }

    public void Restart() => _supervisor.Restart();

    public async Task StopAsync()
    {
        _supervisor.Stop();
        await _run.WaitAsync(Deadline.Limit);
    }

    /// <summary>Begins to stop and gives back the end of it.</summary>
    public Task BeginStop()
    {
        _supervisor.Stop();
        return _run;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _endpoint.Dispose();
    }
}

/// <summary>One attempt in the test's hands.</summary>
internal sealed record PlayedAttempt(IConnection Connection, CancellationToken Token)
{
    public TaskCompletionSource End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Online(Continuity continuity = Continuity.FromNow, double maxSilence = 20) =>
        Connection.ReportOnline(continuity, TimeSpan.FromSeconds(maxSilence));

    public void Fail(FailureKind kind, string message = "It broke.", TimeSpan? retryAfter = null) =>
        End.SetException(new AdapterException(kind, message, retryAfter));

    public ValueTask WriteAsync(string id, string? checkpoint = null) =>
        Connection.WriteAsync(
            [
                new LiveEvent
                {
                    Id = id,
                    ChatMessage = new ChatMessage { Text = id },
                },
            ],
            checkpoint,
            CancellationToken.None
        );
}
