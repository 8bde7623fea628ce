using Heed.Model.Histograms;

namespace Heed.Query.Histograms;

/// <summary>
/// The mean of histograms: their sum divided by their number, until a figure comes near the largest double; from there on a running
/// mean.
/// </summary>
public sealed class HistogramMean(NativeHistogram first)
{
    /// <summary>Two figures within this cannot overflow together.</summary>
    private const double Safe = double.MaxValue / 4;

    private readonly HistogramSum _sum = HistogramSum.Of(first);
    private readonly HistogramSum _operand = new();
    private double _count = 1;
    private bool _running;

    public HistogramConflicts Add(NativeHistogram histogram)
    {
        _count++;
        _operand.Load(histogram);
        if (!_running && _sum.IsWithin(Safe) && _operand.IsWithin(Safe)) return _sum.Add(_operand);
        if (!_running) _sum.Divide(_count - 1);
        _running = true;
        _sum.Multiply((_count - 1) / _count);
        _operand.Divide(_count);
        return _sum.Add(_operand);
    }

    /// <summary>Ends the mean: nothing can be added afterwards.</summary>
    public NativeHistogram Finish()
    {
        if (!_running) _sum.Divide(_count);
        return _sum.ToHistogram();
    }
}
