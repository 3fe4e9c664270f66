using System.Numerics;
using System.Runtime.InteropServices;

namespace LiveIp.Bench.Strategy.Learners;

/// <summary>
/// Ridge regression of one action's reward. The inverse is kept by Sherman and Morrison's update (1950), and of the inverse, which is
/// symmetric, the part right of the diagonal's blocks: what is read and written is what takes the time. Nothing is allocated after the
/// constructor.
/// </summary>
internal sealed class LinearArm
{
    private const int Rows = 4;

    private readonly int _size;
    private readonly double[] _inverse;
    private readonly double[] _coefficients;

    // A⁻¹x of the x that Variance last saw; what learns from the same x need not multiply again.
    private readonly double[] _direction;
    private bool _hasDirection;

    public LinearArm(int size, double ridge = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(size % Block, 0);
        _size = size;
        _inverse = new double[size * size];
        _coefficients = new double[size];
        _direction = new double[size];
        for (var i = 0; i < size; i++)
        {
            _inverse[(i * size) + i] = 1 / ridge;
        }
    }

    /// <summary>Sizes are multiples of it: whole vectors of the processor, and rows in fours.</summary>
    public static int Block { get; } = Math.Max(Vector<double>.Count, Rows);

    public double Mean(ReadOnlySpan<double> x) => Dot(_coefficients, x);

    /// <summary>x' A⁻¹ x. The next <see cref="Learn"/> must be for the same x, or after another call of this.</summary>
    public double Variance(ReadOnlySpan<double> x)
    {
        Multiply(x);

        _hasDirection = true;
        return Dot(_direction, x);
    }

    public void Learn(ReadOnlySpan<double> x, double reward)
    {
        var variance = _hasDirection ? Dot(_direction, x) : Variance(x);
        var scale = 1 / (1 + variance);
        AddScaled(_coefficients, scale * (reward - Mean(x)), _direction);
        for (var i = 0; i < _size; i++)
        {
            var start = Start(i);
            AddScaled(_inverse.AsSpan((i * _size) + start, _size - start), -scale * _direction[i], _direction.AsSpan(start));
        }

        _hasDirection = false;
    }

    /// <summary>Where the kept part of a row begins: with the diagonal's block, which is kept whole.</summary>
    private static int Start(int row) => row - (row % Block);

    // Four rows at once: each part of x and of the result is loaded once for all. What lies right of the diagonal's block counts for
    // its row, and mirrored for its columns.
    private void Multiply(ReadOnlySpan<double> x)
    {
        Array.Clear(_direction);
        ref var x0 = ref MemoryMarshal.GetReference(x[.._size]);
        ref var y0 = ref MemoryMarshal.GetArrayDataReference(_direction);
        for (var row = 0; row < _size; row += Rows)
        {
            ref var a = ref _inverse[row * _size];
            ref var b = ref _inverse[(row + 1) * _size];
            ref var c = ref _inverse[(row + 2) * _size];
            ref var d = ref _inverse[(row + 3) * _size];
            var (xA, xB) = (new Vector<double>(x[row]), new Vector<double>(x[row + 1]));
            var (xC, xD) = (new Vector<double>(x[row + 2]), new Vector<double>(x[row + 3]));
            var (sumA, sumB, sumC, sumD) = (Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero);
            var k = Start(row);
            for (var mirrored = k + Block; k < mirrored; k += Vector<double>.Count)
            {
                var part = Vector.LoadUnsafe(ref x0, (nuint)k);
                sumA = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref a, (nuint)k), part, sumA);
                sumB = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref b, (nuint)k), part, sumB);
                sumC = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref c, (nuint)k), part, sumC);
                sumD = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref d, (nuint)k), part, sumD);
            }

            for (; k < _size; k += Vector<double>.Count)
            {
                var part = Vector.LoadUnsafe(ref x0, (nuint)k);
                var (inA, inB) = (Vector.LoadUnsafe(ref a, (nuint)k), Vector.LoadUnsafe(ref b, (nuint)k));
                var (inC, inD) = (Vector.LoadUnsafe(ref c, (nuint)k), Vector.LoadUnsafe(ref d, (nuint)k));
                sumA = Vector.FusedMultiplyAdd(inA, part, sumA);
                sumB = Vector.FusedMultiplyAdd(inB, part, sumB);
                sumC = Vector.FusedMultiplyAdd(inC, part, sumC);
                sumD = Vector.FusedMultiplyAdd(inD, part, sumD);
                var left = Vector.FusedMultiplyAdd(inA, xA, Vector.LoadUnsafe(ref y0, (nuint)k));
                var right = Vector.FusedMultiplyAdd(inD, xD, inC * xC);
                (Vector.FusedMultiplyAdd(inB, xB, left) + right).StoreUnsafe(ref y0, (nuint)k);
            }

            _direction[row] += Vector.Sum(sumA);
            _direction[row + 1] += Vector.Sum(sumB);
            _direction[row + 2] += Vector.Sum(sumC);
            _direction[row + 3] += Vector.Sum(sumD);
        }
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var wideA = MemoryMarshal.Cast<double, Vector<double>>(a);
        var wideB = MemoryMarshal.Cast<double, Vector<double>>(b);
        // Two sums, so that one addition need not wait for the other.
        var (even, odd) = (Vector<double>.Zero, Vector<double>.Zero);
        var i = 0;
        for (; i + 1 < wideA.Length && i + 1 < wideB.Length; i += 2)
        {
            even = Vector.FusedMultiplyAdd(wideA[i], wideB[i], even);
            odd = Vector.FusedMultiplyAdd(wideA[i + 1], wideB[i + 1], odd);
        }

        return Vector.Sum(i < wideA.Length ? Vector.FusedMultiplyAdd(wideA[i], wideB[i], even + odd) : even + odd);
    }

    private static void AddScaled(Span<double> target, double scale, ReadOnlySpan<double> added)
    {
        var wide = MemoryMarshal.Cast<double, Vector<double>>(target);
        var wideAdded = MemoryMarshal.Cast<double, Vector<double>>(added);
        var factor = new Vector<double>(scale);
        for (var i = 0; i < wide.Length && i < wideAdded.Length; i++)
        {
            wide[i] = Vector.FusedMultiplyAdd(wideAdded[i], factor, wide[i]);
        }
    }
}
