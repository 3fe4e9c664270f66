using Grpc.Core;
using Grpc.Net.Client;
using LiveIp.Host.Channels;
using LiveIp.Host.Events;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Extensions.DependencyInjection;

namespace LiveIp.Host.Tests.Import;

/// <summary>The whole host without plugins, on loopback, and files of the test's own to import.</summary>
internal sealed class ImportRig : IAsyncDisposable
{
    private readonly TempDirectory _directory;
    private readonly HostApplication _host;
    private readonly GrpcChannel _channel;

    private ImportRig(HostApplication host, TempDirectory directory) =>
        (_host, _directory, _channel) = (host, directory, host.ConnectToItself());

    public IEventLog Log => _host.Services.GetRequiredService<IEventLog>();

    public ChannelStore Channels => _host.Services.GetRequiredService<ChannelStore>();

    public ImportService.ImportServiceClient Client => new(_channel);

    public BroadcastService.BroadcastServiceClient Broadcasts => new(_channel);

    /// <summary>Names a channel of the platform.</summary>
    public string Follow(string platform) => Channels.Create(platform, platform, new() { Id = "42", DisplayName = "Foo" }, "", "").Name;

    /// <summary>Of the first broadcast in the log where none is named.</summary>
    public async Task<Broadcast> UpdateAsync(UpdateBroadcastRequest request)
    {
        request.Name = request.Name.Length > 0 ? request.Name : "broadcasts/1";
        return (await Broadcasts.UpdateBroadcastAsync(request, cancellationToken: Deadline.Token())).Broadcast;
    }

    public static async Task<ImportRig> StartAsync()
    {
        var directory = new TempDirectory();
        var options = new LiveIpOptions
        {
            DataDirectory = directory.File("data"),
            GrpcPort = 0,
            WebPort = 0,
        };
        var host = HostApplication.Build(options, quiet: true);
        await host.StartAsync(Deadline.Token());
        return new(host, directory);
    }

    public string File(string name, string content) => File(name, System.Text.Encoding.UTF8.GetBytes(content));

    public string File(string name, byte[] content)
    {
        System.IO.File.WriteAllBytes(_directory.File(name), content);
        return _directory.File(name);
    }

    /// <summary>Everything that was reported.</summary>
    public async Task<IReadOnlyList<ImportRecordingResponse>> ImportAsync(ImportRecordingRequest request)
    {
        using var call = Client.ImportRecording(request, cancellationToken: Deadline.Token());
        var reports = new List<ImportRecordingResponse>();
        await foreach (var report in call.ResponseStream.ReadAllAsync(Deadline.Token()))
        {
            reports.Add(report);
        }

        return reports;
    }

    public async Task<ImportSummary> SummaryAsync(ImportRecordingRequest request) => (await ImportAsync(request))[^1].Summary;

    /// <summary>The sum over all minutes.</summary>
    public async Task<double> SumAsync(string channel, string metric) => (await PointsAsync(channel, metric)).Sum(static p => p.Value);

    public async Task<IReadOnlyList<MetricPoint>> PointsAsync(string channel, string metric) =>
        (
            await new MetricService.MetricServiceClient(_channel).ListMetricPointsAsync(
                new() { Channel = channel, Metric = metric },
                cancellationToken: Deadline.Token()
            )
        ).Points;

    public IReadOnlyList<LiveEvent> Events => [.. Log.Read(0, 10_000).Select(static e => e.Parse())];

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _host.DisposeAsync();
        _directory.Dispose();
    }
}
