namespace LiveIp.Scoring.Strategy.BackTesting;

/// <summary>One broadcast of the history, and what each policy would have chosen before it.</summary>
/// <param name="Broadcast">What was streamed; it has a reward.</param>
/// <param name="Candidates">What could be chosen.</param>
/// <param name="Choices">Chances per policy, in the order of <see cref="Policies.Names"/>, and candidate.</param>
internal sealed record Step(PastBroadcast Broadcast, IReadOnlyList<Candidate> Candidates, double[][] Choices)
{
    /// <summary>Chance with which a policy chooses what was streamed.</summary>
    public double Agreement(int policy)
    {
        for (var a = 0; a < Candidates.Count; a++)
        {
            if (LabelText.Same(Candidates[a].Labels, Broadcast.Labels))
            {
                return Choices[policy][a];
            }
        }

        return 0;
    }
}
