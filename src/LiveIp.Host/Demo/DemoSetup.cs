using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using LiveIp.V1;

namespace LiveIp.Host.Demo;

/// <summary>Sets the host up over its own gRPC API, as a person would: settings, channels, the webhook, the feed.</summary>
internal sealed class DemoSetup(GrpcChannel channel)
{
    /// <summary>How often YouTube's and Twitch's numbers are read in the demo.</summary>
    public static readonly TimeSpan SamplingInterval = TimeSpan.FromSeconds(2);

    /// <summary>The same, in real time, while the shows of the past are played.</summary>
    public static readonly TimeSpan PastSamplingInterval = TimeSpan.FromSeconds(1);

    /// <summary>How long the demo waits for its connections.</summary>
    public static readonly TimeSpan OnlineWithin = TimeSpan.FromSeconds(45);

    private static readonly (string, string)[] Nothing = [];

    private readonly PluginService.PluginServiceClient _plugins = new(channel);
    private readonly ChannelService.ChannelServiceClient _channels = new(channel);
    private readonly ConnectionService.ConnectionServiceClient _connections = new(channel);

    /// <summary>Adds one channel per platform; answers the channel names by platform.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ConnectAsync(
        JsonObject emulators,
        CancellationToken cancellationToken,
        DemoPace pace = DemoPace.Live
    )
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

            foreach (var (key, value) in Intervals(platform, pace))
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

    /// <summary>From the past's pace to that of a show in real time; the connections are made anew.</summary>
    public async Task SetLivePaceAsync(CancellationToken cancellationToken)
    {
        foreach (var platform in new[] { "youtube", "twitch", "bilibili" })
        {
            var settings = new UpdateSettingsRequest { Extension = platform };
            foreach (var (key, value) in AfterThePast(platform).Concat(Intervals(platform, DemoPace.Live)))
            {
                settings.Values[key] = value;
            }

            await _plugins.UpdateSettingsAsync(settings, cancellationToken: cancellationToken);
        }
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

    /// <summary>
    /// Chooses yuan, so that Bilibili's coins and yuan are one sum at the platform's own price. No rate of the market is made up: money
    /// in other currencies stays missing, with the reason.
    /// </summary>
    public async Task ReportInYuanAsync(CancellationToken cancellationToken) =>
        await new MoneyService.MoneyServiceClient(channel).UpdateMoneySettingsAsync(
            new() { ReportingCurrency = "CNY" },
            cancellationToken: cancellationToken
        );

    public async Task ConnectWebhookAsync(WebhookReceiver receiver, CancellationToken cancellationToken)
    {
        var settings = new UpdateSettingsRequest { Extension = "webhook" };
        settings.Values["url"] = receiver.Address.ToString();
        settings.Values["secret"] = receiver.Secret;
        await _plugins.UpdateSettingsAsync(settings, cancellationToken: cancellationToken);
    }

    public async Task ConnectFeedAsync(string path, CancellationToken cancellationToken)
    {
        var settings = new UpdateSettingsRequest { Extension = "feed" };
        settings.Values["path"] = path;
        settings.Values["title"] = "LiveIp demo";
        await _plugins.UpdateSettingsAsync(settings, cancellationToken: cancellationToken);
    }

    /// <summary>Waits until every connection is online.</summary>
    /// <param name="since">And came online at this time or later, by the host's clock.</param>
    /// <exception cref="TimeoutException">Names the ones that are not.</exception>
    public async Task WaitOnlineAsync(TimeSpan within, CancellationToken cancellationToken, DateTimeOffset? since = null)
    {
        var notBefore = since?.ToTimestamp() ?? new Timestamp();
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
                if (latest.Count >= 3 && latest.All(c => c.State == ConnectionState.Online && !c.Stalled && c.StateSince >= notBefore))
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

    private static (string Key, string Value)[] Intervals(string platform, DemoPace pace)
    {
        var live = pace == DemoPace.Live;
        var seconds = (live ? SamplingInterval : PastSamplingInterval).TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return platform switch
        {
            "youtube" =>
            [
                ("statisticsInterval", seconds),
                ("quotaUnitsPerDay", "1000000"),
                // Looking for the broadcast often costs nothing here, and the show is found when it begins.
                ("broadcastPollInterval", "1"),
                .. live ? Nothing : [("maxSilence", "600")],
            ],
            "twitch" => [("streamPollInterval", seconds), .. live ? Nothing : [("keepaliveSeconds", "600")]],
            // A session must be heard of within a minute of the platform's clock, which in the past is a few seconds.
            _ => live ? Nothing : [("heartbeatInterval", "30"), ("gameHeartbeatInterval", "2")],
        };
    }

    /// <summary>What the past's pace changed: the plugins' own values again.</summary>
    private static (string Key, string Value)[] AfterThePast(string platform) =>
        platform switch
        {
            "youtube" => [("maxSilence", "60")],
            "twitch" => [("keepaliveSeconds", "10")],
            _ => [("heartbeatInterval", "10"), ("gameHeartbeatInterval", "20")],
        };
}
