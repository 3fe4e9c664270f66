using Grpc.Net.Client;
using LiveIp.Contracts;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Host.Demo;

/// <summary>
/// Clicks on the announcement's links as a person does and as robots do, and checks that the broadcast knows of the person alone. The
/// links are of a domain that the demo plays the reverse proxy of.
/// </summary>
/// <param name="redirector">Where the host's redirector listens.</param>
/// <param name="names">Channel name by platform.</param>
internal sealed class DemoClicks(GrpcChannel channel, Uri redirector, IReadOnlyDictionary<string, string> names, TimeProvider clock)
{
    /// <summary>The demo's own domain, which nobody has (RFC 2606).</summary>
    public static readonly Uri Domain = new("https://go.liveip.invalid/");

    private const string Person = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private const string Robot = "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly MetricService.MetricServiceClient _metrics = new(channel);

    /// <summary>Whether every link led on, and exactly the person's clicks are the broadcast's.</summary>
    public async Task<bool> HoldAsync(IReadOnlyList<Uri> links, IAnsiConsole console, CancellationToken cancellationToken)
    {
        using var web = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var ledOn = 0;
        foreach (var link in links)
        {
            ledOn += await LedOnAsync(web, link, HttpMethod.Get, Person, cancellationToken) ? 1 : 0;
            ledOn += await LedOnAsync(web, link, HttpMethod.Get, Robot, cancellationToken) ? 1 : 0;
            ledOn += await LedOnAsync(web, link, HttpMethod.Head, Person, cancellationToken) ? 1 : 0;
        }

        var counted = await CountedAsync(links.Count, cancellationToken);
        console.MarkupLineInterpolated(
            $"Clicked on {links.Count} links as a person, a robot and a preview: {ledOn} of {links.Count * 3} led on, {counted} counted."
        );
        return ledOn == links.Count * 3 && counted == links.Count;
    }

    private async Task<bool> LedOnAsync(HttpClient web, Uri link, HttpMethod method, string agent, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(redirector, link.AbsolutePath));
        request.Headers.TryAddWithoutValidation("User-Agent", agent);
        using var answer = await web.SendAsync(request, cancellationToken);
        return answer.StatusCode == System.Net.HttpStatusCode.Found && answer.Headers.Location?.Host == "example.invalid";
    }

    /// <summary>What the metrics say, once they say so many; what they say last, where they never do.</summary>
    private async Task<double> CountedAsync(int expected, CancellationToken cancellationToken)
    {
        var begun = clock.GetTimestamp();
        while (true)
        {
            var answer = await _metrics.GetMetricsAsync(
                new GetMetricsRequest { Channels = { names.Values }, Metrics = { MetricIds.SpreadClicks } },
                cancellationToken: cancellationToken
            );
            var counted = answer.Values.Where(static v => v.HasNumber).Sum(static v => v.Number);
            if (counted >= expected || clock.GetElapsedTime(begun) > Patience)
            {
                return counted;
            }

            await Task.Delay(Look, clock, cancellationToken);
        }
    }
}
