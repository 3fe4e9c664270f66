namespace LiveIp.Plugins.Testing;

/// <summary>One whose network is reached over a wire.</summary>
internal interface INetworkChangeBench : IChangeBench
{
    /// <summary>The network does what it is asked for next, and cuts the connection before the answer.</summary>
    void LoseNextAnswer();

    /// <summary>The network answers every change with 429 and half a minute.</summary>
    void Limit();
}
