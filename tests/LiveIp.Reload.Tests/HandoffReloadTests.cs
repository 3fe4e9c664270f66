using System.Runtime.CompilerServices;
using LiveIp.Contracts;
using LiveIp.Host.Plugins;
using LiveIp.Reload.Tests.Support;
using LiveIp.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveIp.Reload.Tests;

/// <summary>Nothing is delivered by it: what every version goes through is a hundred kits, and a post that the outbox hands off.</summary>
public sealed class HandoffReloadTests
{
    private const string Distributor = "douyin-share";
    private const int KitsEach = 100;

    [Fact]
    public async Task Fifty_reloads_leave_nothing_in_memory_and_hand_off_every_post_once()
    {
        await using var douyin = await StartAsync();
        await using var host = await ReloadHost.StartAsync("handoff");
        await host.SetAsync(
            [
                KeyValuePair.Create("clientKey", "aw1"),
                KeyValuePair.Create("clientSecret", "a-secret"),
                KeyValuePair.Create("picture", "https://example.org/a.jpg"),
                KeyValuePair.Create("baseAddress", douyin.Urls.First()),
            ],
            Distributor
        );
        for (var i = 1; i <= PlatformReloads.Count; i++)
        {
            await UseAsync(host);
            host.InstallNext();
            await PostAsync(host, $"{i}");
            await host.ServedAsync();
            if (i == 1 || i % 10 == 0 || i == PlatformReloads.Count)
                await Memory.CheckAsync("handoff", "LiveIp.Plugins.Handoff", i);
        }

        var deliveries = new List<Delivery>();
        await Deadline.UntilAsync(
            async () =>
                (deliveries = await DeliveriesAsync(host)).Count(static d => d.State == DeliveryState.HandedOff) == PlatformReloads.Count,
            TimeSpan.FromSeconds(60),
            () => $"all are handed off; now {string.Join(", ", deliveries.CountBy(static d => d.State))}"
        );
        Assert.All(deliveries, static d => Assert.StartsWith("snssdk1128://openplatform/share?", d.Handoff.Uri, StringComparison.Ordinal));
    }

    /// <summary>Apart, so that nothing here holds on to the plugin's object.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task UseAsync(ReloadHost host)
    {
        await using var lease = host.Services.GetRequiredService<IExtensionRegistry>().FindDistributor(Distributor)!.Create();
        var distributor = (IHandoff)lease.Instance;
        for (var i = 0; i < KitsEach; i++)
        {
            var kit = await distributor.PrepareAsync(new Post(), new Context(), TestContext.Current.CancellationToken);
            Assert.Equal("Live 直播", kit.Caption);
        }
    }

    private static async Task PostAsync(ReloadHost host, string request) =>
        await new PostService.PostServiceClient(host.Channel).CreatePostAsync(
            new CreatePostRequest
            {
                Post = new Post { Title = "Live" },
                Distributors = { Distributor },
                RequestId = request,
            }
        );

    private static async Task<List<Delivery>> DeliveriesAsync(ReloadHost host) =>
        [
            .. (
                await new PostService.PostServiceClient(host.Channel).ListDeliveriesAsync(
                    new ListDeliveriesRequest { Post = "posts/-", PageSize = 1000 }
                )
            ).Deliveries,
        ];

    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        var app = builder.Build();
        app.MapPost(
            "/oauth/client_token/",
            static () =>
                Results.Json(
                    new
                    {
                        data = new
                        {
                            access_token = "clt.1",
                            expires_in = 7200,
                            error_code = 0,
                        },
                    }
                )
        );
        app.MapGet(
            "/open/getticket/",
            static () =>
                Results.Json(
                    new
                    {
                        data = new
                        {
                            ticket = "@t",
                            expires_in = 7200,
                            error_code = 0,
                        },
                    }
                )
        );
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private sealed record Context : IDeliveryContext
    {
        public string IdempotencyKey => "1";

        public int Attempt => 1;

        public DateTimeOffset CreatedAt => TimeProvider.System.GetUtcNow();

        public RenderedPost? Rendered { get; } = new() { Text = "Live 直播" };

        public TimeProvider Clock => TimeProvider.System;

        public ILogger Logger => Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;
    }
}
