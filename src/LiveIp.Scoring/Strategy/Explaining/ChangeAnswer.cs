namespace LiveIp.Scoring.Strategy.Explaining;

/// <summary>What would change the first place, in words.</summary>
internal sealed record ChangeAnswer(RankingChange? Change, string Text, string TextZh)
{
    public static ChangeAnswer Of(int rank, int broadcasts, double score, Candidate first)
    {
        var more = broadcasts == 1 ? "1 more broadcast" : $"{broadcasts} more broadcasts";
        var at = ScoreScale.Text(score);
        var change = new RankingChange
        {
            Broadcasts = broadcasts,
            Score = score,
            First = first,
        };
        return rank == 0
            ? new(
                change,
                $"{more} of it at about {at} or less would put {first} first.",
                $"再播 {broadcasts} 场且得分约 {at} 或更低，“{first}”将排第一。"
            )
            : new(
                change,
                $"{more} of it at about {at} or more would put it first.",
                $"再播 {broadcasts} 场且得分约 {at} 或更高，它将排第一。"
            );
    }

    /// <param name="rank">0 is the first.</param>
    /// <param name="broadcasts">The most that was tried.</param>
    /// <param name="score">The end of what is plausible of it.</param>
    public static ChangeAnswer Nothing(int rank, int broadcasts, double score)
    {
        var at = ScoreScale.Text(score);
        return rank == 0
            ? new(
                null,
                $"It stays first even after {broadcasts} more broadcasts of it at {at}, the low end of what is plausible.",
                $"即使再播 {broadcasts} 场且得分只有 {at}（合理范围的下限），它仍排第一。"
            )
            : new(
                null,
                $"Even {broadcasts} more broadcasts of it at {at}, the high end of what is plausible, would not put it first.",
                $"即使再播 {broadcasts} 场且得分达到 {at}（合理范围的上限），它也不会排第一。"
            );
    }
}
