namespace LiveIp.Scoring.Strategy.Model;

/// <summary>Symmetric positive definite systems in row-major spans.</summary>
internal static class Cholesky
{
    /// <summary>Replaces the lower triangle by L with A = L L'.</summary>
    /// <exception cref="ArithmeticException">The matrix is not positive definite.</exception>
    public static void Factor(Span<double> a, int n)
    {
        for (var j = 0; j < n; j++)
        {
            for (var i = j; i < n; i++)
            {
                var sum = a[(i * n) + j];
                for (var k = 0; k < j; k++)
                {
                    sum -= a[(i * n) + k] * a[(j * n) + k];
                }

                if (i > j)
                {
                    a[(i * n) + j] = sum / a[(j * n) + j];
                }
                else if (sum > 0)
                {
                    a[(j * n) + j] = Math.Sqrt(sum);
                }
                else
                {
                    throw new ArithmeticException("The matrix is not positive definite.");
                }
            }
        }
    }

    /// <summary>Solves A x = b in place, with the factor of A.</summary>
    public static void Solve(ReadOnlySpan<double> factor, int n, Span<double> b)
    {
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < i; k++)
            {
                b[i] -= factor[(i * n) + k] * b[k];
            }

            b[i] /= factor[(i * n) + i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++)
            {
                b[i] -= factor[(k * n) + i] * b[k];
            }

            b[i] /= factor[(i * n) + i];
        }
    }

    /// <summary>The inverse of A from its factor; symmetric, so a row is a column.</summary>
    public static void Invert(ReadOnlySpan<double> factor, int n, Span<double> inverse)
    {
        inverse[..(n * n)].Clear();
        for (var row = 0; row < n; row++)
        {
            inverse[(row * n) + row] = 1;
            Solve(factor, n, inverse.Slice(row * n, n));
        }
    }
}
