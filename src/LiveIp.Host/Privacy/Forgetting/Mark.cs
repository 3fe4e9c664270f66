namespace LiveIp.Host.Privacy.Forgetting;

/// <summary>What a mark stands for.</summary>
internal enum MarkKind
{
    /// <summary>Person.id, whole.</summary>
    Person = 1,

    /// <summary>The platform's own part of the id, as it stands in raw JSON and in references.</summary>
    Token = 2,

    /// <summary>A display name or handle, in small letters.</summary>
    Name = 3,
}

/// <summary>
/// All that is kept of a forgotten person: a keyed hash that recognises them when they come again, and says nothing to who does not
/// have both the key and a guess.
/// </summary>
/// <param name="Length">Of the text in UTF-16 units, so that only pieces of that length are tried.</param>
/// <param name="Quick">A cheap hash that says no nearly always.</param>
internal readonly record struct Mark(MarkKind Kind, int Length, uint Quick, UInt128 Hash);
