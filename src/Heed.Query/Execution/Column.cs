using Heed.Model.Histograms;
using Heed.Model.Samples;

namespace Heed.Query.Execution;

/// <summary>
/// The values of one series at every step of a grid. The bit pattern of the stale marker, which is never a value, stands for
/// "nothing here"; arithmetic would turn it into an ordinary NaN, so operators ask before they compute. A second column carries
/// native histograms where a series has any; the value beside a histogram is an ordinary NaN. An operator that only ever writes
/// floats need not know of the second column; one that hands its target to more than one input clears it in between.
/// </summary>
internal sealed class Column(int length)
{
    private readonly double[] _values = new double[length];
    private NativeHistogram?[]? _histograms;

    public static readonly double Nothing = StaleMarker.Value;

    public Span<double> Values => _values;

    /// <summary>At least one step may hold a histogram. Decided once a column, so that floats pay for no branch at each step.</summary>
    public bool HasHistograms { get; private set; }

    public static bool IsNothing(double value) => StaleMarker.IsStale(value);

    /// <summary>Nothing at any step.</summary>
    public void Clear()
    {
        ClearHistograms();
        _values.AsSpan().Fill(Nothing);
    }

    /// <summary>Forgets the histograms of the last fill; the values stay.</summary>
    public void ClearHistograms()
    {
        if (!HasHistograms) return;
        Array.Clear(_histograms!);
        HasHistograms = false;
    }

    /// <summary>The histogram of a step, null where the step has a float or nothing.</summary>
    public NativeHistogram? HistogramAt(int step) => HasHistograms && !IsNothing(_values[step]) ? _histograms![step] : null;

    public void SetHistogram(int step, NativeHistogram histogram)
    {
        _histograms ??= new NativeHistogram?[_values.Length];
        HasHistograms = true;
        _histograms[step] = histogram;
        _values[step] = double.NaN;
    }

    /// <summary>Puts a float, or <see cref="Nothing"/>, where there may be a histogram.</summary>
    public void SetValue(int step, double value)
    {
        if (HasHistograms) _histograms![step] = null;
        _values[step] = value;
    }

    /// <summary>Leaves only the floats; answers whether there was any histogram.</summary>
    public bool DropHistograms()
    {
        if (!HasHistograms) return false;
        bool any = false;
        for (int step = 0; step < _values.Length; step++)
        {
            if (HistogramAt(step) is null) continue;
            _values[step] = Nothing;
            any = true;
        }

        ClearHistograms();
        return any;
    }

    /// <summary>Makes the sample of a step that of a step of another column.</summary>
    public void Take(Column other, int from, int to)
    {
        if (other.HistogramAt(from) is { } histogram) SetHistogram(to, histogram);
        else SetValue(to, other._values[from]);
    }

    public void CopyTo(Column target)
    {
        target.ClearHistograms();
        _values.CopyTo(target._values, 0);
        if (!HasHistograms) return;
        for (int step = 0; step < _values.Length; step++)
        {
            if (HistogramAt(step) is { } histogram) target.SetHistogram(step, histogram);
        }
    }

    public int CountFloats()
    {
        int count = CountPresent();
        for (int step = 0; HasHistograms && step < _values.Length; step++)
        {
            if (HistogramAt(step) is not null) count--;
        }

        return count;
    }

    public int CountPresent()
    {
        int count = 0;
        foreach (double value in _values)
        {
            if (!IsNothing(value)) count++;
        }

        return count;
    }
}
