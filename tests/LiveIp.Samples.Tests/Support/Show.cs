using Grpc.Net.Client;
using LiveIp.EndToEnd.Tests.Support;
using LiveIp.Host.Demo;
using LiveIp.V1;

[assembly: AssemblyFixture(typeof(LiveIp.Samples.Tests.Support.Show))]

namespace LiveIp.Samples.Tests.Support;

/// <summary>A real host that follows an endless show on three emulated platforms, for all samples together.</summary>
public sealed class Show : IAsyncLifetime
{
    private static readonly TimeSpan OnlineWithin = TimeSpan.FromSeconds(60);

    private readonly TempDirectory _data = new();
    private EmulatorChild? _emulators;
    private HostProcess? _host;
    private GrpcChannel? _channel;

    internal HostProcess Host => _host!;

    public async ValueTask InitializeAsync()
    {
        var deadline = Deadline.In(120);
        _emulators = await EmulatorChild.StartAsync([], deadline);
        _host = await HostProcess.StartAsync(_data.Path, deadline);
        _channel = _host.Connect();
        var setup = new DemoSetup(_channel);
        await setup.ConnectAsync(_emulators.Config, deadline);
        await setup.WaitOnlineAsync(OnlineWithin, deadline);
        await _emulators.StartShowAsync(new { seed = 7, endless = true }, deadline);
    }

    /// <summary>All events up to and with this sequence, as the host lists them.</summary>
    public async Task<IReadOnlyList<LoggedEvent>> ListAsync(long upTo, CancellationToken cancellationToken)
    {
        var client = new EventService.EventServiceClient(_channel!);
        var events = new List<LoggedEvent>();
        var request = new ListEventsRequest { PageSize = 1000 };
        do
        {
            var page = await client.ListEventsAsync(request, cancellationToken: cancellationToken);
            events.AddRange(page.Events.Select(static e => new LoggedEvent(e.Sequence, e.Id)));
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0 && events[^1].Sequence < upTo);

        return [.. events.Where(e => e.Sequence <= upTo)];
    }

    public async Task<long> LastSequenceAsync(CancellationToken cancellationToken) =>
        (await new HostService.HostServiceClient(_channel!).GetHostAsync(new(), cancellationToken: cancellationToken)).LastSequence;

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        if (_emulators is not null)
        {
            await _emulators.DisposeAsync();
        }

        _data.Dispose();
    }
}

/// <summary>What is the same on both sides, however they write it.</summary>
public sealed record LoggedEvent(long Sequence, string Id);
