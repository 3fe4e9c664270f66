using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Host.Api;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Api.Hostile;

/// <summary>Each way of asking wrongly has its status, its reason and the field at fault.</summary>
public sealed class RequestTests(WholeHost host) : IClassFixture<WholeHost>
{
    private static IEnumerable<string> Asked =>
        (
            (TheoryData<string, IMessage, StatusCode, string, string>[])
                [
                    WrongSignIns.All,
                    WrongChannels.All,
                    WrongEvents.All,
                    WrongBroadcasts.All,
                    WrongScores.All,
                    WrongPosts.All,
                    WrongPostSlots.All,
                    WrongSuggestions.All,
                    WrongPolls.All,
                    WrongImports.All,
                    WrongMoments.All,
                    WrongAnnouncements.All,
                    WrongAccounts.All,
                ]
        )
            .SelectMany(static table => table)
            .Select(static row => row.Data.Item1);

    [Theory]
    [MemberData(nameof(WrongSignIns.All), MemberType = typeof(WrongSignIns))]
    [MemberData(nameof(WrongChannels.All), MemberType = typeof(WrongChannels))]
    [MemberData(nameof(WrongEvents.All), MemberType = typeof(WrongEvents))]
    [MemberData(nameof(WrongBroadcasts.All), MemberType = typeof(WrongBroadcasts))]
    [MemberData(nameof(WrongScores.All), MemberType = typeof(WrongScores))]
    [MemberData(nameof(WrongPosts.All), MemberType = typeof(WrongPosts))]
    [MemberData(nameof(WrongPostSlots.All), MemberType = typeof(WrongPostSlots))]
    [MemberData(nameof(WrongSuggestions.All), MemberType = typeof(WrongSuggestions))]
    [MemberData(nameof(WrongPolls.All), MemberType = typeof(WrongPolls))]
    [MemberData(nameof(WrongImports.All), MemberType = typeof(WrongImports))]
    [MemberData(nameof(WrongMoments.All), MemberType = typeof(WrongMoments))]
    [MemberData(nameof(WrongAnnouncements.All), MemberType = typeof(WrongAnnouncements))]
    [MemberData(nameof(WrongAccounts.All), MemberType = typeof(WrongAccounts))]
    public async Task A_wrong_request_is_refused_with_its_reason(
        string rpc,
        IMessage request,
        StatusCode code,
        string reason,
        string fields
    )
    {
        var error = await Rpcs.CallAsync(host.Invoker, Rpcs.All.Single(m => m.Name == rpc), request.ToByteArray());

        Assert.NotNull(error);
        var refusal = Refusal.Check(error, host);
        Assert.Equal((code, reason, fields), (refusal.Code, refusal.Reason, string.Join(' ', refusal.Fields)));
    }

    [Fact]
    public void Every_method_that_can_be_asked_wrongly_is_in_a_table()
    {
        string[] askedNothing =
        [
            "GetHost",
            "ListPolicies",
            "ListConnections",
            "WatchConnections",
            "ListMetricDefinitions",
            "ListProfiles",
            "ListExchangeRates",
            "ListCategories",
            "GetAnnouncer",
            "ListAnnouncements",
            "ListDistributorAccounts",
            "GetOutbox",
        ];
        string[] services =
        [
            "Host",
            "Plugin",
            "SignIn",
            "Channel",
            "Connection",
            "Event",
            "Metric",
            "Broadcast",
            "Score",
            "Strategy",
            "Report",
            "Poll",
            "Post",
            "Announcement",
            "DistributorAccount",
            "Import",
            "Moment",
            "Prediction",
        ];
        var all = Rpcs.All.Where(m => services.Contains(m.Service.Name.Replace("Service", "", StringComparison.Ordinal)));

        Assert.Empty(all.Select(static m => m.Name).Except(Asked).Except(askedNothing));
    }

    [Fact]
    public async Task A_token_of_another_filter_is_foreign()
    {
        var events = new EventService.EventServiceClient(host.Channel);
        var page = await events.ListEventsAsync(new ListEventsRequest { PageSize = 1 });

        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await events.ListEventsAsync(
                new ListEventsRequest
                {
                    PageToken = page.NextPageToken,
                    Filter = new() { Kinds = { "raid" } },
                }
            )
        );

        Assert.Equal(
            (StatusCode.InvalidArgument, "RESUME_TOKEN_FOREIGN"),
            (Refusal.Check(error, host).Code, Refusal.Check(error, host).Reason)
        );
    }

    [Fact]
    public async Task A_page_size_above_the_most_means_the_most()
    {
        var events = await new EventService.EventServiceClient(host.Channel).ListEventsAsync(new() { PageSize = int.MaxValue });
        var plugins = await new PluginService.PluginServiceClient(host.Channel).ListPluginsAsync(new() { PageSize = int.MaxValue });

        Assert.Equal((2, 13), (events.Events.Count, plugins.Plugins.Count));
    }

    [Fact]
    public async Task Many_mistakes_in_one_request_make_an_answer_that_every_client_can_take()
    {
        var request = new UpdateSettingsRequest { Extension = "twitch" };
        for (var i = 0; i < 5000; i++)
        {
            request.Values[$"设置{i}"] = "值";
        }

        var error = await Rpcs.CallAsync(host.Invoker, Rpcs.All.Single(static m => m.Name == "UpdateSettings"), request.ToByteArray());

        Assert.Equal("SETTING_INVALID", Refusal.Check(error!, host).Reason);
    }

    [Fact]
    public async Task What_is_no_message_or_too_large_says_so()
    {
        var getChannel = Rpcs.All.Single(static m => m.Name == "GetChannel");
        var broken = await Rpcs.CallAsync(host.Invoker, getChannel, [0x0A, 0xFF, 0x01]);
        var large = await Rpcs.CallAsync(host.Invoker, getChannel, new byte[2 * 1024 * 1024]);
        // Field 1, five bytes of a text that is no UTF-8.
        var latin = await Rpcs.CallAsync(host.Invoker, getChannel, [0x0A, 0x05, .. "a"u8, 0xE9, 0xFF, 0xC0, 0x80]);

        Assert.Equal((StatusCode.InvalidArgument, "REQUEST_MALFORMED"), Short(broken));
        Assert.Equal((StatusCode.ResourceExhausted, "REQUEST_TOO_LARGE"), Short(large));
        Assert.Equal(StatusCode.InvalidArgument, Short(latin).Code);
    }

    [Fact]
    public async Task An_unknown_method_says_so()
    {
        var bytes = Marshallers.Create<byte[]>(static b => b, static b => b);
        var method = new Method<byte[], byte[]>(MethodType.Unary, "liveip.v1.HostService", "Explode", bytes, bytes);

        var error = await Assert.ThrowsAsync<RpcException>(() =>
            host.Invoker.AsyncUnaryCall(method, null, new CallOptions(), []).ResponseAsync
        );

        Assert.Equal((StatusCode.Unimplemented, "METHOD_UNKNOWN"), Short(error));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer ")]
    [InlineData("Bearer wrong")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task Without_the_token_nothing_is_answered(string? authorization)
    {
        using var stranger = Grpc.Net.Client.GrpcChannel.ForAddress(host.GrpcAddress);
        var headers = authorization is null ? [] : new Metadata { { "authorization", authorization } };
        foreach (var rpc in Rpcs.All.Where(static m => !m.IsServerStreaming))
        {
            var bytes = Marshallers.Create<byte[]>(static b => b, static b => b);
            var method = new Method<byte[], byte[]>(MethodType.Unary, rpc.Service.FullName, rpc.Name, bytes, bytes);
            var error = await Assert.ThrowsAsync<RpcException>(() =>
                stranger.CreateCallInvoker().AsyncUnaryCall(method, null, new CallOptions(headers), []).ResponseAsync
            );
            Assert.Equal((StatusCode.Unauthenticated, "TOKEN_REQUIRED"), Short(error));
        }
    }

    private (StatusCode Code, string Reason) Short(RpcException? error)
    {
        Assert.NotNull(error);
        var refusal = Refusal.Check(error, host);
        return (refusal.Code, refusal.Reason);
    }
}
