using Google.Protobuf.Reflection;
using LiveIp.V1;

namespace LiveIp.Contracts.Tests.Schema;

/// <summary>The whole schema as lines, one per thing that a stored event or a client relies on.</summary>
internal static class SchemaText
{
    public static FileDescriptor[] Files { get; } =
    [
        CommonReflection.Descriptor,
        EventsReflection.Descriptor,
        MetricsReflection.Descriptor,
        PostsReflection.Descriptor,
        AnnouncementServiceReflection.Descriptor,
        BackupServiceReflection.Descriptor,
        BroadcastServiceReflection.Descriptor,
        ChatServiceReflection.Descriptor,
        ChannelServiceReflection.Descriptor,
        ConnectionServiceReflection.Descriptor,
        DistributorAccountServiceReflection.Descriptor,
        EventServiceReflection.Descriptor,
        HostServiceReflection.Descriptor,
        ImportServiceReflection.Descriptor,
        MetricServiceReflection.Descriptor,
        MomentServiceReflection.Descriptor,
        MoneyServiceReflection.Descriptor,
        PluginServiceReflection.Descriptor,
        PollServiceReflection.Descriptor,
        PostServiceReflection.Descriptor,
        PredictionServiceReflection.Descriptor,
        PreflightServiceReflection.Descriptor,
        PrivacyServiceReflection.Descriptor,
        QuotaServiceReflection.Descriptor,
        ReportServiceReflection.Descriptor,
        ScoreServiceReflection.Descriptor,
        SignInServiceReflection.Descriptor,
        StrategyServiceReflection.Descriptor,
    ];

    public static string[] Lines() => [.. Files.SelectMany(Of).Order(StringComparer.Ordinal)];

    /// <summary>All messages of a file, nested ones included, map entries aside.</summary>
    public static IEnumerable<MessageDescriptor> Messages(FileDescriptor file) => file.MessageTypes.SelectMany(WithNested);

    public static bool IsPersonal(FieldDescriptor field) => field.GetOptions()?.GetExtension(CommonExtensions.Personal) == true;

    private static IEnumerable<string> Of(FileDescriptor file) =>
        [
            .. Messages(file).SelectMany(Of),
            .. file.EnumTypes.Concat(Messages(file).SelectMany(static m => m.EnumTypes)).SelectMany(Of),
            .. file.Services.SelectMany(Of),
        ];

    private static IEnumerable<string> Of(MessageDescriptor message) =>
        message.Fields.InDeclarationOrder().Select(Of).Prepend($"message {message.FullName}");

    private static string Of(FieldDescriptor field)
    {
        var oneof = field.ContainingOneof is { IsSynthetic: false } group ? $" in {group.Name}" : "";
        var presence = field is { HasPresence: true, ContainingOneof.IsSynthetic: true } ? "optional " : "";
        return $"field {field.FullName} = {field.FieldNumber}: {presence}{Type(field)}{oneof}{(IsPersonal(field) ? " (personal)" : "")}";
    }

    private static string Type(FieldDescriptor field)
    {
        if (field.IsMap)
            return $"map<{Type(field.MessageType.FindFieldByNumber(1))}, {Type(field.MessageType.FindFieldByNumber(2))}>";
        var type = field.FieldType switch
        {
            FieldType.Message => field.MessageType.FullName,
            FieldType.Enum => field.EnumType.FullName,
            var scalar => scalar.ToString().ToLowerInvariant(),
        };
        return field.IsRepeated ? $"repeated {type}" : type;
    }

    private static IEnumerable<string> Of(EnumDescriptor type) => type.Values.Select(v => $"value {type.FullName}.{v.Name} = {v.Number}");

    private static IEnumerable<string> Of(ServiceDescriptor service) =>
        service.Methods.Select(static m =>
            $"rpc {m.FullName}({m.InputType.FullName}) returns ({(m.IsServerStreaming ? "stream " : "")}{m.OutputType.FullName})"
        );

    private static IEnumerable<MessageDescriptor> WithNested(MessageDescriptor message) =>
        message.NestedTypes.Where(static n => n.GetOptions()?.MapEntry != true).SelectMany(WithNested).Prepend(message);
}
