namespace LiveIp.Cli.Commands.Channels;

/// <summary>"channels/abc" from "abc" and from itself.</summary>
internal static class ChannelNames
{
    private const string Prefix = "channels/";

    public static string Of(string typed) => typed.StartsWith(Prefix, StringComparison.Ordinal) ? typed : Prefix + typed;
}
