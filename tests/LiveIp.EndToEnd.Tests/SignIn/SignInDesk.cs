using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Grpc.Core;
using Grpc.Net.Client;
using LiveIp.Host.Demo;
using LiveIp.V1;

namespace LiveIp.EndToEnd.Tests.SignIn;

/// <summary>A person at a desk: the host's API on one side, a browser and the platforms' consent pages on the other.</summary>
internal sealed class SignInDesk(EmulatorChild emulators, GrpcChannel channel) : IDisposable
{
    private readonly HttpClient _browser = new() { Timeout = TimeSpan.FromSeconds(20) };

    public SignInService.SignInServiceClient SignIns { get; } = new(channel);

    public ConnectionService.ConnectionServiceClient Connections { get; } = new(channel);

    /// <summary>Tells the host where the platform is and as which application to speak to it; adds no channel.</summary>
    public async Task SetUpAsync(string platform, CancellationToken cancellationToken, params (string Key, string Value)[] further)
    {
        var settings = new UpdateSettingsRequest { Extension = platform };
        foreach (var (key, value) in emulators.Config[platform]!["settings"]!.AsObject())
        {
            settings.Values[key] = (string)value!;
        }

        foreach (var (key, value) in further)
        {
            settings.Values[key] = value;
        }

        await new PluginService.PluginServiceClient(channel).UpdateSettingsAsync(settings, cancellationToken: cancellationToken);
    }

    /// <summary>What the person will say when the platform asks.</summary>
    public async Task MindAsync(object consent, CancellationToken cancellationToken)
    {
        using var answer = await _browser.PostAsJsonAsync(
            new Uri(new Uri((string)emulators.Config["control"]!["address"]!), "consent"),
            consent,
            cancellationToken
        );
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Signs in, opening what is to be opened; the last step.</summary>
    public async Task<WatchSignInResponse> SignInAsync(BeginSignInRequest request, CancellationToken cancellationToken)
    {
        var session = (await SignIns.BeginSignInAsync(request, cancellationToken: cancellationToken)).Session;
        using var watch = SignIns.WatchSignIn(new WatchSignInRequest { Session = session }, cancellationToken: cancellationToken);
        WatchSignInResponse? last = null;
        await foreach (var step in watch.ResponseStream.ReadAllAsync(cancellationToken))
        {
            last = step;
            if (step.OpenAddress is { } open)
            {
                // The browser follows the redirect to the loopback, as it does for a person who said yes before.
                using var page = await _browser.GetAsync(open.Address, cancellationToken);
                Assert.Contains("LiveIp", await page.Content.ReadAsStringAsync(cancellationToken), StringComparison.Ordinal);
            }
        }

        return last!;
    }

    /// <summary>Waits until the channel's connection is as it should be.</summary>
    public async Task<Connection> UntilAsync(string name, Func<Connection, bool> holds, CancellationToken cancellationToken)
    {
        using var watch = Connections.WatchConnections(new WatchConnectionsRequest(), cancellationToken: cancellationToken);
        await foreach (var response in watch.ResponseStream.ReadAllAsync(cancellationToken))
        {
            if (response.Connections.FirstOrDefault(c => c.Channel == name && holds(c)) is { } found)
            {
                return found;
            }
        }

        throw new InvalidOperationException("The host stopped telling about its connections.");
    }

    /// <summary>What is said of all channels before a show.</summary>
    public async Task<List<PreflightReport>> PreflightAsync(CancellationToken cancellationToken)
    {
        using var call = new PreflightService.PreflightServiceClient(channel).RunPreflight(new(), cancellationToken: cancellationToken);
        var reports = new List<PreflightReport>();
        await foreach (var response in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            reports.Add(response.Report);
        }

        return reports;
    }

    /// <summary>Whether such a fault still waits for something to meet it.</summary>
    public async Task<bool> IsWaitingAsync(string kind, CancellationToken cancellationToken)
    {
        var control = new Uri((string)emulators.Config["control"]!["address"]!);
        var waiting = await _browser.GetFromJsonAsync<JsonArray>(new Uri(control, "faults"), cancellationToken);
        return waiting!.Any(f => (string?)f!["kind"] == kind);
    }

    /// <summary>On the account's own page the person takes back what the application was allowed.</summary>
    public async Task WithdrawAsync(string platform, CancellationToken cancellationToken)
    {
        var config = emulators.Config[platform]!;
        var token = new KeyValuePair<string, string>("token", (string)config["channel"]!["secrets"]!["refresh_token"]!);
        using var form = new FormUrlEncodedContent([token]);
        using var answer = await _browser.PostAsync(new Uri((string)config["settings"]!["revocationUri"]!), form, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>How often the platform's token endpoint was asked so far.</summary>
    public async Task<int> TokenRequestsAsync(string platform, CancellationToken cancellationToken)
    {
        var control = new Uri((string)emulators.Config["control"]!["address"]!);
        var counts = await _browser.GetFromJsonAsync<Dictionary<string, int>>(new Uri(control, "token-requests"), cancellationToken);
        return counts!.GetValueOrDefault(platform);
    }

    /// <summary>Every code and token that the platforms gave out.</summary>
    public async Task<IReadOnlyList<string>> SecretsAsync(CancellationToken cancellationToken)
    {
        var control = new Uri((string)emulators.Config["control"]!["address"]!);
        return await _browser.GetFromJsonAsync<List<string>>(new Uri(control, "secrets"), cancellationToken) ?? [];
    }

    public void Dispose() => _browser.Dispose();
}
