namespace LiveIp.Host.Polls.Votes;

/// <summary>Which option somebody means who writes in a chat.</summary>
internal static class VoteText
{
    /// <summary>"Vote", as viewers write it in front of the number.</summary>
    private const char Vote = '投';

    /// <summary>Index of the option; null when it is no vote.</summary>
    /// <param name="text">"1", "投1", also with digits as wide as a Chinese character; anything else beside them is talk.</param>
    /// <param name="options">How many there are, at most 9.</param>
    public static int? OptionOf(string text, int options)
    {
        var word = text.AsSpan().Trim();
        if (word.Length == 2 && word[0] == Vote)
        {
            word = word[1..];
        }

        if (word.Length != 1)
        {
            return null;
        }

        var number = word[0] switch
        {
            >= '1' and <= '9' => word[0] - '0',
            >= '１' and <= '９' => word[0] - '０',
            _ => 0,
        };
        return number >= 1 && number <= options ? number - 1 : null;
    }
}
