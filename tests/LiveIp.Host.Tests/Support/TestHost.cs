using Google.Rpc;
using Grpc.Core;
using Grpc.Net.Client;
using LiveIp.Host.Api;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Events;
using LiveIp.Host.Metrics;
using LiveIp.Host.Plugins;
using LiveIp.Host.Policies;
using LiveIp.Host.Reports;
using LiveIp.Host.Scoring;
using LiveIp.Host.Strategy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LiveIp.Host.Tests.Support;

/// <summary>The log, the metrics and their services behind a real socket, as the host composes them.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;

    private TestHost(TimeProvider? clock, string? dataOf)
    {
        foreach (var file in dataOf is null ? [] : Directory.EnumerateFiles(dataOf))
        {
            File.Copy(file, _directory.File(Path.GetFileName(file)));
        }

        var builder = WebApplication.CreateSlimBuilder();
        var options = new LiveIpOptions { DataDirectory = _directory.Path };
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static k =>
            k.Listen(System.Net.IPAddress.Loopback, 0, static l => l.Protocols = HttpProtocols.Http2)
        );
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddSingleton<IExtensionRegistry>(FakeRegistry.All());
        builder.Services.AddSingleton(options);
        builder
            .Services.AddEventLog(options)
            .AddPolicies(options)
            .AddMetricSeries()
            .AddBroadcasts()
            .AddScoring()
            .AddStrategy()
            .AddReports()
            .AddGrpc();
        _app = builder.Build();
        _app.MapGrpcService<EventServiceApi>();
        _app.MapGrpcService<MetricServiceApi>();
        _app.MapGrpcService<MoneyServiceApi>();
        _app.MapGrpcService<ScoreServiceApi>();
        _app.MapGrpcService<ReportServiceApi>();
        _app.Start();
        Address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        _channel = GrpcChannel.ForAddress(Address);
    }

    public string Address { get; }

    public ChannelBase Channel => _channel;

    public SqliteEventLog Log => _app.Services.GetRequiredService<SqliteEventLog>();

    public PolicyGate Policies => _app.Services.GetRequiredService<PolicyGate>();

    public MetricReader Metrics => _app.Services.GetRequiredService<MetricReader>();

    public string LogPath => _directory.File("log.db");

    public string DataDirectory => _directory.Path;

    /// <param name="dataOf">The data directory of another host, which is copied.</param>
    public static TestHost Start(TimeProvider? clock = null, string? dataOf = null) => new(clock, dataOf);

    public Task StopAsync() => _app.StopAsync(Deadline.Token());

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _app.DisposeAsync();
        _directory.Dispose();
    }
}

internal static class RpcAssert
{
    /// <summary>The call fails with this code and reason; returns the fields that are named as wrong.</summary>
    public static async Task<string[]> FailsAsync(StatusCode code, string reason, Func<Task> call)
    {
        var failure = await Assert.ThrowsAsync<RpcException>(call);
        var status = failure.GetRpcStatus();
        Assert.NotNull(status);
        Assert.Equal(
            (code, reason, "liveip"),
            (failure.StatusCode, status.GetDetail<ErrorInfo>()!.Reason, status.GetDetail<ErrorInfo>()!.Domain)
        );
        return [.. status.GetDetail<BadRequest>()?.FieldViolations.Select(static v => v.Field) ?? []];
    }
}
