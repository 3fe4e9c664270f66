namespace LiveIp.Plugins.Testing;

/// <summary>What goes wrong with the next call that publishes.</summary>
internal enum Fault
{
    None,

    /// <summary>The server acts, and the connection is cut before the answer.</summary>
    ActAndCut,

    /// <summary>The server acts and answers 500.</summary>
    ActAndFail,

    /// <summary>The server acts and never answers.</summary>
    ActAndHang,

    /// <summary>The server acts and answers something else, see <see cref="ServerStandIn.Say"/>.</summary>
    ActAndSay,

    /// <summary>The connection is cut, and the server has not acted.</summary>
    Cut,
}
