using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Reflection.V1Alpha;
using LiveIp.EndToEnd.Tests.Support;
using LiveIp.V1;

namespace LiveIp.EndToEnd.Tests.Processes;

/// <summary>The API as a stranger meets it: another process, found by reflection, or called with curl.</summary>
public sealed class ApiTests : IAsyncLifetime
{
    private readonly TempDirectory _data = new();
    private HostProcess? _host;

    private HostProcess Host => _host!;

    public async ValueTask InitializeAsync() => _host = await HostProcess.StartAsync(_data.Path, Deadline.In(60));

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        _data.Dispose();
    }

    [Fact]
    public async Task Reflection_lists_every_service_of_the_schema()
    {
        var declared = typeof(HostService)
            .Assembly.GetTypes()
            .Where(static t => t.Namespace == "LiveIp.V1")
            .Select(static t => t.GetProperty("Descriptor")?.GetValue(null))
            .OfType<Google.Protobuf.Reflection.ServiceDescriptor>()
            .Select(static d => d.FullName)
            .ToList();
        Assert.True(declared.Count >= 8, $"only {declared.Count} services are declared");

        using var channel = Host.Connect();
        using var call = new ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo(cancellationToken: Deadline.In(20));
        await call.RequestStream.WriteAsync(new ServerReflectionRequest { ListServices = "" });
        Assert.True(await call.ResponseStream.MoveNext(Deadline.In(20)));
        var listed = call.ResponseStream.Current.ListServicesResponse.Service.Select(static s => s.Name).ToList();

        Assert.Empty(declared.Except(listed));
    }

    [Fact]
    public async Task Health_answers_without_the_token_and_nothing_else_does()
    {
        using var channel = Host.Connect(withToken: false);

        var health = await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest(), cancellationToken: Deadline.In(20));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, health.Status);

        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await new HostService.HostServiceClient(channel).GetHostAsync(new GetHostRequest(), cancellationToken: Deadline.In(20))
        );
        Assert.Equal(StatusCode.Unauthenticated, refused.StatusCode);
    }

    [Fact]
    public async Task Json_needs_the_token_and_writes_long_integers_as_strings()
    {
        using var http = new HttpClient { BaseAddress = Host.WebAddress };
        using var refused = await http.GetAsync("/v1/host", Deadline.In(20));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);

        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Host.Token);
        var host = JsonNode.Parse(await http.GetStringAsync("/v1/host", Deadline.In(20)))!;
        Assert.All(
            ["lastSequence", "connectionsOnline", "connectionsTotal"],
            field =>
            {
                Assert.Equal(JsonValueKind.String, host[field]!.GetValueKind());
                Assert.Equal("0", (string?)host[field]);
            }
        );
        Assert.Equal(Host.GrpcAddress, new Uri((string)host["grpcAddress"]!));
    }
}
