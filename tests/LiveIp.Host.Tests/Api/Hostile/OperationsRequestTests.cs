using Google.Protobuf;
using Grpc.Core;
using Grpc.Health.V1;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Api.Hostile;

/// <summary>Wrong requests to those who keep the host running: backup and health.</summary>
public sealed class OperationsRequestTests(WholeHost host) : IClassFixture<WholeHost>
{
    [Theory]
    [InlineData("", StatusCode.InvalidArgument, "INVALID_FIELD", "directory")]
    [InlineData("backup", StatusCode.InvalidArgument, "INVALID_FIELD", "directory")]
    [InlineData("../backup", StatusCode.InvalidArgument, "INVALID_FIELD", "directory")]
    [InlineData("/backups/a\u0000b", StatusCode.InvalidArgument, "INVALID_FIELD", "directory")]
    [InlineData("/", StatusCode.FailedPrecondition, "DIRECTORY_REFUSED", "")]
    [InlineData("/no-such-parent-of-liveip/backup", StatusCode.FailedPrecondition, "DIRECTORY_REFUSED", "")]
    public async Task A_wrong_place_for_a_backup_is_refused_with_its_reason(string directory, StatusCode code, string reason, string fields)
    {
        // The first answer of a stream is progress; the refusal comes at its end.
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            using var call = new BackupService.BackupServiceClient(host.Channel).CreateBackup(
                new CreateBackupRequest { Directory = directory },
                deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(20)
            );
            await foreach (var _ in call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken)) { }
        });

        var refusal = Refusal.Check(error, host);
        Assert.Equal((code, reason, fields), (refusal.Code, refusal.Reason, string.Join(' ', refusal.Fields)));
    }

    [Theory]
    [InlineData("nope")]
    [InlineData("platforms/")]
    [InlineData("platforms/nope")]
    [InlineData("channels/nope")]
    [InlineData("liveip.v1.Nope")]
    public async Task An_unknown_service_has_no_health(string service)
    {
        var health = new Health.HealthClient(host.Channel);

        var error = await Assert.ThrowsAsync<RpcException>(() =>
            health.CheckAsync(new HealthCheckRequest { Service = service }).ResponseAsync
        );
        using var watch = health.Watch(new HealthCheckRequest { Service = service });
        Assert.True(await watch.ResponseStream.MoveNext(TestContext.Current.CancellationToken));

        // The protocol of grpc.health.v1: an error to who checks, an answer to who watches.
        Assert.Equal(StatusCode.NotFound, error.StatusCode);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.ServiceUnknown, watch.ResponseStream.Current.Status);
    }

    [Fact]
    public async Task Health_that_cannot_be_read_is_the_callers_mistake()
    {
        var check = HealthReflection.Descriptor.Services.Single().Methods.Single(static m => m.Name == "Check");

        var error = await Rpcs.CallAsync(host.Invoker, check, [0x0A, 0xFF, 0x01]);

        Assert.Equal((StatusCode.InvalidArgument, "REQUEST_MALFORMED"), (error!.StatusCode, Refusal.Check(error, host).Reason));
    }
}
