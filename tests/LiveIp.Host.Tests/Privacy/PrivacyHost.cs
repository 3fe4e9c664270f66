using Grpc.Net.Client;
using LiveIp.Host.Events;
using LiveIp.Host.Privacy.Forgetting;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Extensions.DependencyInjection;
using State = LiveIp.V1.Forgetting.Types.State;

namespace LiveIp.Host.Tests.Privacy;

/// <summary>The whole host, without plugins, on a directory.</summary>
internal sealed class PrivacyHost : IAsyncDisposable
{
    private readonly HostApplication _host;
    private readonly GrpcChannel _channel;

    private PrivacyHost(HostApplication host) => (_host, _channel) = (host, host.ConnectToItself());

    public SqliteEventLog Log => _host.Services.GetRequiredService<SqliteEventLog>();

    public IServiceProvider Services => _host.Services;

    public Uri WebAddress => _host.WebAddress;

    public PrivacyService.PrivacyServiceClient Privacy => new(_channel);

    public static LiveIpOptions Options(string data) =>
        new()
        {
            DataDirectory = data,
            GrpcPort = 0,
            WebPort = 0,
        };

    public static async Task<PrivacyHost> StartAsync(string data)
    {
        var host = HostApplication.Build(Options(data), quiet: true);
        await host.StartAsync(Deadline.Token());
        return new(host);
    }

    /// <summary>Waits until everybody who asked is forgotten.</summary>
    public async Task<Forgetting> DoneAsync()
    {
        var book = Services.GetRequiredService<ForgettingBook>();
        var deadline = Deadline.Token();
        while (book.Next() is not null)
        {
            // The host has no signal for the end; its clients ask, and so does this.
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, deadline);
        }

        var newest = (await Privacy.ListForgettingsAsync(new(), cancellationToken: deadline)).Forgettings[0];
        Assert.Equal(State.Done, newest.State);
        return newest;
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _host.DisposeAsync();
    }
}
