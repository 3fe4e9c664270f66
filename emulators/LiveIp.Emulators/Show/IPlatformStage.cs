namespace LiveIp.Emulators.Show;

/// <summary>One platform on which the show runs.</summary>
internal interface IPlatformStage
{
    /// <summary>"youtube"</summary>
    string Platform { get; }

    /// <summary>What the script may put on this stage.</summary>
    PlatformAbilities Abilities { get; }

    /// <summary>
    /// It happens now: writes the truth, sends to whoever is connected. Called by one thread in the order of the script, and by others for
    /// what the audience does when it is told to;
    /// must not wait for slow readers (a platform does not either) and never holds an occurrence back to spare the adapter.
    /// </summary>
    void Perform(ShowEvent occurrence);
}

/// <summary>Which kinds of occurrence a platform has, and how long its chat messages may be.</summary>
/// <param name="Kinds">Types derived from <see cref="ShowEvent"/>.</param>
/// <param name="MaxChatCharacters">In Unicode code points.</param>
internal sealed record PlatformAbilities(IReadOnlySet<Type> Kinds, int MaxChatCharacters);
