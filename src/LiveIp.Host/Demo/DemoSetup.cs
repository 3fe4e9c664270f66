using System.Text.Json.Nodes;
using Grpc.Core;
using Grpc.Net.Client;
using LiveIp.V1;

namespace LiveIp.Host.Demo;

/// <summary>Sets the host up over its own gRPC API, as a person would: settings, channels, the webhook.</summary>
internal sealed class DemoSetup(GrpcChannel channel)
{
    /// <summary>How often YouTube's and Twitch's numbers are read in the demo.</summary>
    public static readonly TimeSpan SamplingInterval = TimeSpan.FromSeconds(2);

    private readonly PluginService.PluginServiceClient _plugins = new(channel);
    private readonly ChannelService.ChannelServiceClient _channels = new(channel);
    private readonly ConnectionService.ConnectionServiceClient _connections = new(channel);

    /// <summary>Adds one channel per platform; answers the channel names by platform.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ConnectAsync(JsonObject emulators, CancellationToken cancellationToken)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var platform in new[] { "youtube", "twitch", "bilibili" })
        {
            var config = emulators[platform]!.AsObject();
            var settings = new UpdateSettingsRequest { Extension = platform };
            foreach (var (key, value) in config["settings"]!.AsObject())
            {
                settings.Values[key] = value!.GetValue<string>();
            }

            foreach (var (key, value) in Intervals(platform))
            {
                settings.Values[key] = value;
            }

            await _plugins.UpdateSettingsAsync(settings, cancellationToken: cancellationToken);

            var account = config["channel"]!.AsObject();
            var create = new CreateChannelRequest
            {
                Platform = platform,
                Input = account["input"]!.GetValue<string>(),
                RequestId = $"demo-{platform}",
            };
            foreach (var (id, secret) in account["secrets"]!.AsObject())
            {
                create.Secrets[id] = secret!.GetValue<string>();
            }

            names[platform] = (await _channels.CreateChannelAsync(create, cancellationToken: cancellationToken)).Channel.Name;
        }

        return names;
    }

    /// <summary>Records of each platform that it is an emulator, with the agreement where its terms need one, as an operator would.</summary>
    public async Task AgreeAsync(IEnumerable<string> platforms, CancellationToken cancellationToken)
    {
        var host = new HostService.HostServiceClient(channel);
        var policies = (await host.ListPoliciesAsync(new ListPoliciesRequest(), cancellationToken: cancellationToken)).Policies;
        foreach (var policy in policies.Where(p => platforms.Contains(p.Platform)))
        {
            await host.ConfirmPolicyAsync(
                new ConfirmPolicyRequest
                {
                    Platform = policy.Platform,
                    AgreementText = policy.AgreementText,
                    Emulated = true,
                },
                cancellationToken: cancellationToken
            );
        }
    }

    public async Task ConnectWebhookAsync(WebhookReceiver receiver, CancellationToken cancellationToken)
    {
        var settings = new UpdateSettingsRequest { Extension = "webhook" };
        settings.Values["url"] = receiver.Address.ToString();
        settings.Values["secret"] = receiver.Secret;
        await _plugins.UpdateSettingsAsync(settings, cancellationToken: cancellationToken);
    }

    /// <summary>Waits until every connection is online.</summary>
    /// <exception cref="TimeoutException">Names the ones that are not.</exception>
    public async Task WaitOnlineAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(within);
        IReadOnlyList<Connection> latest = [];
        var all = new Dictionary<string, Connection>(StringComparer.Ordinal);
        try
        {
            using var watch = _connections.WatchConnections(new WatchConnectionsRequest(), cancellationToken: patience.Token);
            await foreach (var response in watch.ResponseStream.ReadAllAsync(patience.Token))
            {
                foreach (var connection in response.Connections)
                {
                    all[connection.Channel] = connection;
                }

                latest = [.. all.Values];
                if (latest.Count >= 3 && latest.All(c => c.State == ConnectionState.Online && !c.Stalled))
                {
                    return;
                }
            }
        }
        catch (Exception error)
            when (patience.IsCancellationRequested
                && !cancellationToken.IsCancellationRequested
                && error is RpcException or OperationCanceledException
            )
        {
            var waiting = latest.Where(c => c.State != ConnectionState.Online).Select(c => $"{c.Platform}: {c.State}, {c.Detail}");
            throw new TimeoutException($"Not online after {within.TotalSeconds:0} s: {string.Join("; ", waiting)}", error);
        }

        throw new TimeoutException("The host stopped telling about its connections.");
    }

    private static IEnumerable<(string Key, string Value)> Intervals(string platform)
    {
        var seconds = SamplingInterval.TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return platform switch
        {
            "youtube" => [("statisticsInterval", seconds), ("quotaUnitsPerDay", "1000000")],
            "twitch" => [("streamPollInterval", seconds)],
            _ => [],
        };
    }
}
