namespace LiveIp.Scoring.Scores.Calculation;

/// <summary>
/// How much a weighted sum of distances varied over the creator's earlier broadcasts, drawn towards independence:
/// sqrt(w' C w) with C = (n S + 4 I) / (n + 4), S over the broadcasts that know all its terms. The variance of the sums is w' S w, so
/// that no matrix is needed. A term with fewer than three earlier distances says nothing of how it goes with the others: it counts as
/// independent, and the others keep what is known of them.
/// </summary>
internal sealed class HistorySpread(ScoreFrame frame)
{
    private const double Independence = 4;
    private const int RowsNeeded = 3;

    private readonly double[] _sums = new double[frame.Rows];

    /// <param name="coefficients">One for each term; zero leaves it out.</param>
    /// <param name="options">Which of a term's measures is meant.</param>
    public double Deviation(ReadOnlySpan<double> coefficients, int[] options)
    {
        var (squares, alone) = (0.0, 0.0);
        for (var i = 0; i < coefficients.Length; i++)
        {
            var square = coefficients[i] * coefficients[i];
            (squares, alone) = HasRows(i, options) ? (squares + square, alone) : (squares, alone + square);
        }

        var n = 0;
        for (var row = 0; row < frame.Rows; row++)
        {
            var sum = RowSum(coefficients, options, row);
            if (!double.IsNaN(sum))
            {
                _sums[n++] = sum;
            }
        }

        var together = n < RowsNeeded ? squares : ((n * Variance(_sums.AsSpan(0, n))) + (Independence * squares)) / (n + Independence);
        return Math.Sqrt(together + alone);
    }

    private bool HasRows(int term, int[] options) => options[term] >= 0 && frame.Terms[term].Options[options[term]].KnownRows >= RowsNeeded;

    private double RowSum(ReadOnlySpan<double> coefficients, int[] options, int row)
    {
        var sum = 0.0;
        for (var i = 0; i < coefficients.Length; i++)
        {
            if (coefficients[i] != 0 && HasRows(i, options))
            {
                sum += coefficients[i] * frame.Terms[i].Options[options[i]].History[row];
            }
        }

        return sum;
    }

    private static double Variance(ReadOnlySpan<double> values)
    {
        var (mean, square) = (0.0, 0.0);
        foreach (var value in values)
        {
            mean += value / values.Length;
        }

        foreach (var value in values)
        {
            square += (value - mean) * (value - mean);
        }

        return square / (values.Length - 1);
    }
}
