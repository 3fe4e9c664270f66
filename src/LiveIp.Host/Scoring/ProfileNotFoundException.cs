namespace LiveIp.Host.Scoring;

/// <summary>There is no profile, or no version of it, of that name.</summary>
internal sealed class ProfileNotFoundException(string profile) : Exception($"There is no profile '{profile}'.")
{
    /// <summary>As it was asked for.</summary>
    public string Profile => profile;
}
