using System.Numerics;

namespace Heed.Query.Functions;

/// <summary>Where a counter falls: found once for a series, summed for each window.</summary>
internal sealed class CounterChanges
{
    private int[] _positions = new int[16];
    private double[] _lost = new double[16];
    private int _count;
    private int _first;

    public void Begin(ReadOnlySpan<double> values)
    {
        _count = 0;
        _first = 0;
        for (int i = NextFall(values, 1); i < values.Length; i = NextFall(values, i + 1))
        {
            if (_count == _positions.Length)
            {
                Array.Resize(ref _positions, _count * 2);
                Array.Resize(ref _lost, _count * 2);
            }

            _positions[_count] = i;
            _lost[_count++] = values[i - 1];
        }
    }

    /// <summary>The next value from <paramref name="at"/> on that is less than the one before it; a comparison with NaN is no fall.</summary>
    private static int NextFall(ReadOnlySpan<double> values, int at)
    {
        int width = Vector<double>.Count;
        for (; at + width <= values.Length; at += width)
        {
            if (Vector.LessThanAny(new Vector<double>(values[at..]), new Vector<double>(values[(at - 1)..]))) break;
        }

        while (at < values.Length && !(values[at] < values[at - 1])) at++;
        return at;
    }

    /// <summary>
    /// What the falls behind sample <paramref name="from"/> and before <paramref name="to"/> took away, in order of time.
    /// </summary>
    public double LostIn(int from, int to, out int resets)
    {
        while (_first < _count && _positions[_first] <= from) _first++;
        double lost = 0;
        resets = 0;
        for (int i = _first; i < _count && _positions[i] < to; i++)
        {
            lost += _lost[i];
            resets++;
        }

        return lost;
    }
}
