using Google.Rpc;
using Grpc.Core;

namespace LiveIp.Host.Demo.Acting;

internal static class Refusals
{
    /// <summary>The reason with which the host refuses a call; null when it does not refuse.</summary>
    /// <exception cref="RpcException">It failed without a reason.</exception>
    public static async Task<string?> ReasonAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (RpcException error) when (error.GetRpcStatus()?.GetDetail<ErrorInfo>() is { } info)
        {
            return info.Reason;
        }
    }
}
