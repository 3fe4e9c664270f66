using System.Text;
using System.Text.RegularExpressions;
using Google.Rpc;
using Grpc.Core;

namespace LiveIp.Host.Tests.Api.Hostile;

/// <summary>What every refusal has, whatever was asked.</summary>
internal static partial class Refusal
{
    /// <summary>gRPC's C core takes no more by default, and then reports an error of its own.</summary>
    private const int MostHeaderBytes = 8 * 1024;

    /// <summary>Checks the form, and answers with what a program would look at.</summary>
    public static (StatusCode Code, string Reason, string[] Fields) Check(RpcException error, WholeHost host)
    {
        var status = error.GetRpcStatus();
        Assert.True(status is not null, $"{error.StatusCode} without details: {error.Status.Detail}");
        var info = status.GetDetail<ErrorInfo>();
        Assert.True(info is not null, $"{error.StatusCode} without a reason: {error.Status.Detail}");
        Assert.Equal("liveip", info.Domain);
        Assert.Matches(UpperSnake(), info.Reason);
        Assert.Equal((int)error.StatusCode, status.Code);
        CheckText(error.Status.Detail, host);

        var violations = status.GetDetail<BadRequest>()?.FieldViolations.ToList() ?? [];
        Assert.Equal(error.StatusCode == StatusCode.InvalidArgument, violations.Count > 0);
        Assert.All(
            violations,
            violation =>
            {
                Assert.NotEqual("", violation.Description);
                CheckText(violation.Description, host);
            }
        );

        var bytes = error.Trailers.Sum(static t => t.Key.Length + (t.IsBinary ? t.ValueBytes.Length * 4 / 3 : t.Value.Length) + 32);
        bytes += Uri.EscapeDataString(error.Status.Detail).Length;
        Assert.True(bytes < MostHeaderBytes, $"{bytes} bytes of headers");
        return (error.StatusCode, info.Reason, [.. violations.Select(static v => v.Field)]);
    }

    public static void CheckText(string text, WholeHost host)
    {
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.DoesNotContain(".cs:", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        Assert.DoesNotContain(host.DataDirectory, text, StringComparison.Ordinal);
        Assert.DoesNotContain(AppContext.BaseDirectory, text, StringComparison.Ordinal);
    }

    [GeneratedRegex("^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$")]
    private static partial Regex UpperSnake();
}
