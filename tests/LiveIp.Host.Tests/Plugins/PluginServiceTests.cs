using Google.Rpc;
using Grpc.Core;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Plugins;

[Collection(nameof(SamplePlugins))]
public sealed class PluginServiceTests(SamplePlugins samples)
{
    [Fact]
    public async Task Settings_are_read_changed_and_used_by_the_next_adapter()
    {
        await using var host = await PluginHost.StartAsync(prepare: data => PluginHost.Install(data, samples.Good, "hello", "1.0.0"));
        var changed = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Registry.Changed += id => changed.TrySetResult(id);

        var before = (await host.Client.GetSettingsAsync(new GetSettingsRequest { Extension = "hello" })).Settings;
        var request = new UpdateSettingsRequest { Extension = "hello", Values = { ["hello.greeting"] = "Servus", ["interval"] = "0.05" } };
        var after = (await host.Client.UpdateSettingsAsync(request)).Settings;

        Assert.Equal("Hello", before.Values["greeting"]);
        Assert.Contains("x-title-zh", before.JsonSchema, StringComparison.Ordinal);
        Assert.Equal("Servus", after.Values["greeting"]);
        Assert.Equal("hello", await changed.Task.WaitAsync(Deadline.Limit));
        var connection = new RecordingConnection();
        await using var lease = host.Registry.FindPlatform("hello")!.Create();
        using var stop = new CancellationTokenSource();
        var run = lease.Instance.RunAsync(connection, stop.Token);
        Assert.Equal("Servus 1", (await connection.FirstEvent.WaitAsync(Deadline.Limit)).ChatMessage.Text);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task Errors_name_the_field_the_reason_and_what_to_do()
    {
        await using var host = await PluginHost.StartAsync(prepare: data => PluginHost.Install(data, samples.Good, "hello", "1.0.0"));

        var invalid = await Assert.ThrowsAsync<RpcException>(async () =>
            await host.Client.UpdateSettingsAsync(new UpdateSettingsRequest { Extension = "hello", Values = { ["interval"] = "0" } })
        );
        var missing = await Assert.ThrowsAsync<RpcException>(async () =>
            await host.Client.GetPluginAsync(new GetPluginRequest { Name = "plugins/none" })
        );
        var page = await Assert.ThrowsAsync<RpcException>(async () =>
            await host.Client.ListPluginsAsync(new ListPluginsRequest { PageToken = "?" })
        );

        Assert.Equal((StatusCode.InvalidArgument, "SETTING_INVALID"), (invalid.StatusCode, Reason(invalid)));
        var violation = Assert.Single(invalid.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations);
        Assert.Equal("values.interval", violation.Field);
        Assert.Contains("from 0.05 to 3600", violation.Description, StringComparison.Ordinal);
        Assert.Equal((StatusCode.NotFound, "PLUGIN_NOT_FOUND"), (missing.StatusCode, Reason(missing)));
        Assert.Equal((StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID"), (page.StatusCode, Reason(page)));
    }

    [Fact]
    public async Task Pages_go_through_all_plugins_once()
    {
        await using var host = await PluginHost.StartAsync(prepare: data =>
        {
            foreach (var id in new[] { "a", "b", "hello" })
                PluginHost.Install(data, samples.Good, id, "1.0.0");
        });
        var seen = new List<string>();
        var request = new ListPluginsRequest { PageSize = 2 };
        do
        {
            var response = await host.Client.ListPluginsAsync(request);
            seen.AddRange(response.Plugins.Select(static p => p.Name));
            request.PageToken = response.NextPageToken;
        } while (request.PageToken.Length > 0);

        Assert.Equal(["plugins/a", "plugins/b", "plugins/hello"], seen);
    }

    private static string Reason(RpcException exception) => exception.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason;
}
