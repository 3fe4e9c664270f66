using System.Numerics;
using System.Runtime.InteropServices;

namespace LiveIp.Bench.Strategy.Learners;

/// <summary>
/// Ridge regression of one action's reward on features that are 0 or 1, given by the places of the ones. The inverse is kept by Sherman
/// and Morrison's update (1950); nothing is allocated after the constructor.
/// </summary>
internal sealed class LinearArm
{
    private readonly int _size;
    private readonly double[] _inverse;
    private readonly double[] _coefficients;
    private readonly double[] _direction;

    public LinearArm(int size, double ridge = 1)
    {
        _size = size;
        _inverse = new double[size * size];
        _coefficients = new double[size];
        _direction = new double[size];
        for (var i = 0; i < size; i++)
        {
            _inverse[(i * size) + i] = 1 / ridge;
        }
    }

    public double Mean(ReadOnlySpan<int> ones)
    {
        var sum = 0.0;
        foreach (var i in ones)
        {
            sum += _coefficients[i];
        }

        return sum;
    }

    /// <summary>x' A⁻¹ x.</summary>
    public double Variance(ReadOnlySpan<int> ones)
    {
        var sum = 0.0;
        foreach (var i in ones)
        {
            var row = _inverse.AsSpan(i * _size, _size);
            foreach (var j in ones)
            {
                sum += row[j];
            }
        }

        return sum;
    }

    public void Learn(ReadOnlySpan<int> ones, double reward)
    {
        var direction = _direction.AsSpan();
        direction.Clear();
        foreach (var i in ones)
        {
            AddScaled(direction, 1, _inverse.AsSpan(i * _size, _size));
        }

        var scale = 1 / (1 + Sum(direction, ones));
        var error = reward - Mean(ones);
        AddScaled(_coefficients, scale * error, direction);
        for (var i = 0; i < _size; i++)
        {
            if (direction[i] != 0)
            {
                AddScaled(_inverse.AsSpan(i * _size, _size), -scale * direction[i], direction);
            }
        }
    }

    private static double Sum(ReadOnlySpan<double> direction, ReadOnlySpan<int> ones)
    {
        var sum = 0.0;
        foreach (var i in ones)
        {
            sum += direction[i];
        }

        return sum;
    }

    private static void AddScaled(Span<double> target, double scale, ReadOnlySpan<double> added)
    {
        var wide = MemoryMarshal.Cast<double, Vector<double>>(target);
        var wideAdded = MemoryMarshal.Cast<double, Vector<double>>(added);
        for (var i = 0; i < wide.Length; i++)
        {
            wide[i] += wideAdded[i] * scale;
        }

        for (var i = wide.Length * Vector<double>.Count; i < target.Length; i++)
        {
            target[i] += scale * added[i];
        }
    }
}
