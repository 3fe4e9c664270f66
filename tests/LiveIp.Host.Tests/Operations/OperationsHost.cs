using Grpc.Net.Client;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Events;
using LiveIp.Host.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace LiveIp.Host.Tests.Operations;

/// <summary>One after the other: each is a whole host.</summary>
[CollectionDefinition(nameof(OperationsHost))]
public sealed class OperationsHosts;

/// <summary>The composed host without plugins, over a directory that outlives it.</summary>
internal sealed class OperationsHost : IAsyncDisposable
{
    private readonly HostApplication _host;

    private OperationsHost(HostApplication host, string data)
    {
        _host = host;
        Data = data;
        Web = new HttpClient { BaseAddress = host.WebAddress, Timeout = Deadline.Limit };
        Grpc = host.ConnectToItself();
        Token = File.ReadAllText(Path.Combine(data, "api-token"));
    }

    public string Data { get; }

    public string Token { get; }

    /// <summary>Without the token.</summary>
    public HttpClient Web { get; }

    /// <summary>With the token.</summary>
    public GrpcChannel Grpc { get; }

    public SqliteEventLog Log => Get<SqliteEventLog>();

    /// <param name="data">Its directory.</param>
    /// <param name="unheard">Whose log is not shown: what a test breaks on purpose would look like a failure of the test.</param>
    public static async Task<OperationsHost> StartAsync(string data, Type? unheard = null)
    {
        var host = HostApplication.Build(
            new LiveIpOptions
            {
                DataDirectory = data,
                GrpcPort = 0,
                WebPort = 0,
            },
            quiet: true,
            replace: services =>
            {
                if (unheard is not null)
                {
                    services.Configure<LoggerFilterOptions>(filters =>
                        filters.AddFilter<ConsoleLoggerProvider>(unheard.FullName, LogLevel.None)
                    );
                }
            }
        );
        await host.StartAsync(Deadline.Token());
        return new OperationsHost(host, data);
    }

    public static HostApplication Build(LiveIpOptions options) => HostApplication.Build(options, quiet: true);

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>A channel that nothing follows, so that the test alone says how it is.</summary>
    public ChannelRecord AddChannel(string id, string platform)
    {
        // Never enabled, not even for a moment, in which the reconciler could look.
        Get<StateDatabase>()
            .Write(c =>
                c.Run(
                    """
                    INSERT INTO channels (id, platform, platform_channel_id, display_name, uri, enabled, created_at)
                    VALUES ($id, $platform, $id, 'A Name', '', 0, 0)
                    """,
                    ("$id", id),
                    ("$platform", platform)
                )
            );
        return Get<ChannelStore>().Get(id)!;
    }

    public async Task<string> ScrapeAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Authorization = new("Bearer", Token);
        using var response = await Web.SendAsync(request, Deadline.Token());
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Deadline.Token());
    }

    /// <summary>The host ends; the clients stay.</summary>
    public ValueTask StopAsync() => _host.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        Web.Dispose();
        Grpc.Dispose();
        await _host.DisposeAsync();
    }
}
