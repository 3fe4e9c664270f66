using System.Collections.Concurrent;
using System.Text;
using LiveIp.EndToEnd.Tests.Support;
using LiveIp.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LiveIp.EndToEnd.Tests.Operations;

public sealed class OtlpTests
{
    [Fact]
    public async Task Metrics_and_traces_arrive_where_the_standard_variables_say()
    {
        var deadline = Deadline.In(60);
        var bodies = new ConcurrentDictionary<string, string>();
        var both = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var collector = builder.Build();
        collector.MapPost(
            "/v1/{signal}",
            async (string signal, HttpContext context) =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body, deadline);
                // Protobuf writes its strings as they are.
                var text = Encoding.UTF8.GetString(body.ToArray());
                bodies.AddOrUpdate(signal, text, (_, before) => before + text);
                if (Has("metrics", "liveip.log.writable") && Has("traces", "liveip.v1.HostService/GetHost"))
                {
                    both.TrySetResult();
                }
            }
        );
        await collector.StartAsync(deadline);
        using var data = new TempDirectory();
        await using var host = await HostProcess.StartAsync(
            data.Path,
            deadline,
            new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.Single(),
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
                ["OTEL_SERVICE_NAME"] = "liveip-under-test",
            }
        );
        using var channel = host.Connect();
        await new HostService.HostServiceClient(channel).GetHostAsync(new GetHostRequest(), cancellationToken: deadline);

        await both.Task.WaitAsync(deadline);

        Assert.Contains("liveip-under-test", bodies["metrics"], StringComparison.Ordinal);
        Assert.DoesNotContain(host.Token, bodies["traces"] + bodies["metrics"], StringComparison.Ordinal);

        bool Has(string signal, string text) => bodies.TryGetValue(signal, out var body) && body.Contains(text, StringComparison.Ordinal);
    }
}
