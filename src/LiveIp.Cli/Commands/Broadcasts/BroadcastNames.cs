namespace LiveIp.Cli.Commands.Broadcasts;

/// <summary>"broadcasts/7" from "7" and from itself.</summary>
internal static class BroadcastNames
{
    private const string Prefix = "broadcasts/";

    public static string Of(string typed) => typed.StartsWith(Prefix, StringComparison.Ordinal) ? typed : Prefix + typed;
}
