using System.Net;
using Grpc.Core;
using LiveIp.Host.Api.Security;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Channels.Api;

public sealed class SecurityTests : IAsyncLifetime
{
    private ApiRig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await ApiRig.StartAsync(new TestRegistry(), new MemoryVault());

    public async ValueTask DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Grpc_needs_the_token()
    {
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await _rig.Channels.ListChannelsAsync(new ListChannelsRequest()));
        Assert.Equal(StatusCode.Unauthenticated, refused.StatusCode);
        Assert.Contains("api-token", refused.Status.Detail, StringComparison.Ordinal);
        Assert.Equal("TOKEN_REQUIRED", refused.GetRpcStatus()?.GetDetail<Google.Rpc.ErrorInfo>()?.Reason);
        Assert.Empty((await _rig.Channels.ListChannelsAsync(new ListChannelsRequest(), _rig.Authorized)).Channels);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer wrong")]
    [InlineData("Bearer ")]
    [InlineData("Basic abc")]
    public async Task Json_answers_401_without_the_right_token(string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/channels");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await _rig.Web.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("\"TOKEN_REQUIRED\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_answers_with_the_token()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/channels");
        request.Headers.Authorization = new("Bearer", _rig.Token);
        using var response = await _rig.Web.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/healthz/../v1/channels")]
    [InlineData("/v1/host")]
    public async Task Every_other_path_is_closed_too(string path)
    {
        using var response = await _rig.Web.GetAsync(path);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Health_is_open_and_reflection_is_not()
    {
        Assert.Equal("ok", await _rig.Web.GetStringAsync("/healthz"));
        await CallAsync("grpc.health.v1.Health", "Check");
        var refused = await Assert.ThrowsAsync<RpcException>(() =>
            CallAsync("grpc.reflection.v1alpha.ServerReflection", "ServerReflectionInfo")
        );
        Assert.Equal(StatusCode.Unauthenticated, refused.StatusCode);
    }

    [Fact]
    public async Task The_token_is_the_owners_alone_and_stays_the_same()
    {
        var path = Path.Combine(_rig.DataDirectory, "api-token");
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }

        await using var second = await ApiRig.StartAsync(new TestRegistry(), new MemoryVault(), _rig.DataDirectory);
        Assert.Equal(_rig.Token, second.Token);
        Assert.True(_rig.Token.Length >= 43);
    }

    [Fact]
    public async Task An_address_that_others_reach_is_refused_at_start()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            ApiRig.StartAsync(new TestRegistry(), new MemoryVault(), bindAddress: "0.0.0.0")
        );
        Assert.Contains("can be reached from outside", refusal.Message, StringComparison.Ordinal);
        BindAddressCheck.Check("::1");
        Assert.Throws<InvalidOperationException>(static () => BindAddressCheck.Check("example.org"));
    }

    private async Task CallAsync(string service, string method)
    {
        var bytes = Marshallers.Create(static (byte[] b) => b, static b => b);
        var call = new Method<byte[], byte[]>(MethodType.Unary, service, method, bytes, bytes);
        using var calling = _rig.Invoker.AsyncUnaryCall(call, null, new CallOptions(), []);
        await calling;
    }
}
