using System.CommandLine;
using System.Text.Json.Nodes;

namespace LiveIp.Host.Operations.Health;

/// <summary><c>health</c>: asks a running host whether it is ready. For containers, whose image holds no curl.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const string Usual = "http://127.0.0.1:7702";

    public static Command Create()
    {
        var address = new Option<string>("--address")
        {
            Description = "JSON address of the host; else LIVEIP_HEALTH_ADDRESS",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("LIVEIP_HEALTH_ADDRESS") is { Length: > 0 } set ? set : Usual,
        };
        var command = new Command(
            "health",
            """
            Whether a running host is ready: exit code 0 when it is (a platform may be down), 1 when it is not.
            询问运行中的主机是否就绪。

            Examples:
              health
              health --address http://127.0.0.1:7702
            """
        )
        {
            address,
        };
        address.Validators.Add(result =>
        {
            if (!Uri.TryCreate(result.GetValueOrDefault<string>(), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            {
                result.AddError("--address: must look like http://127.0.0.1:7702.");
            }
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(new Uri(parsed.GetValue(address)!), Console.Out, cancellationToken));
        return command;
    }

    internal static async Task<int> RunAsync(Uri address, TextWriter output, CancellationToken cancellationToken)
    {
        try
        {
            using var handler = new SocketsHttpHandler { UseProxy = false };
            if (address.IsLoopback)
            {
#pragma warning disable CA5359 // It asks its own machine, where no certificate is made out to 127.0.0.1, and sends no secret.
                handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
            }

            using var http = new HttpClient(handler) { BaseAddress = address, Timeout = Patience };
            using var response = await http.GetAsync(HealthEndpoints.Ready, cancellationToken);
            var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
            var reasons = body?["reasons"]?.AsArray().Select(static r => (string?)r) ?? [];
            await output.WriteLineAsync(string.Join(' ', [(string?)body?["condition"] ?? "unknown", .. reasons]));
            return response.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception error) when (error is HttpRequestException or System.Text.Json.JsonException or TaskCanceledException)
        {
            await output.WriteLineAsync($"The host at {address} does not answer: {error.Message}");
            return 1;
        }
    }
}
