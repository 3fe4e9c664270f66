namespace LiveIp.Host.Storage;

/// <summary>Secrets by owner and id, encrypted at rest with ASP.NET Core Data Protection. A write is durable when it returns.</summary>
internal interface ISecretVault
{
    /// <summary>Null when there is none, or when it can no longer be decrypted (which is logged).</summary>
    string? Read(string owner, string id);

    /// <summary>Null forgets it.</summary>
    void Write(string owner, string id, string? value);

    /// <summary>Forgets all that belongs to the owner ("channels/x", "settings/youtube").</summary>
    void Forget(string owner);
}
