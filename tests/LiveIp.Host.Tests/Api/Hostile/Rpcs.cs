using Google.Protobuf.Reflection;
using Grpc.Core;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Api.Hostile;

/// <summary>Every method of the schema, callable with any bytes.</summary>
internal static class Rpcs
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(static b => b, static b => b);

    public static IReadOnlyList<MethodDescriptor> All { get; } =
    [
        .. typeof(HostService)
            .Assembly.GetTypes()
            .Where(static t => t.Namespace == "LiveIp.V1")
            .Select(static t => t.GetProperty("Descriptor")?.GetValue(null))
            .OfType<ServiceDescriptor>()
            .SelectMany(static s => s.Methods)
            .Where(static m => !m.IsClientStreaming),
    ];

    /// <summary>Null when it was answered; of a stream, the first answer counts.</summary>
    public static async Task<RpcException?> CallAsync(CallInvoker invoker, MethodDescriptor rpc, byte[] request)
    {
        var type = rpc.IsServerStreaming ? MethodType.ServerStreaming : MethodType.Unary;
        var method = new Method<byte[], byte[]>(type, rpc.Service.FullName, rpc.Name, Bytes, Bytes);
        var options = new CallOptions(deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(20));
        try
        {
            if (rpc.IsServerStreaming)
            {
                using var stream = invoker.AsyncServerStreamingCall(method, null, options, request);
                await stream.ResponseStream.MoveNext(CancellationToken.None);
            }
            else
            {
                await invoker.AsyncUnaryCall(method, null, options, request);
            }

            return null;
        }
        catch (RpcException error)
        {
            return error;
        }
    }
}
