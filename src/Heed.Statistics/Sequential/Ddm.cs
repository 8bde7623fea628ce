namespace Heed.Statistics.Sequential;

/// <summary>
/// The drift detection method for the errors of a classifier: with the error rate p and s = √(p(1 − p)/n) since the last change, a warning
/// where p + s is two, and a change where it is three standard deviations above the least p + s seen. Assumes independent errors whose
/// rate falls or stays while nothing changes; does not see an error rate that falls, and sees a slow rise late. Nothing is said before
/// <see cref="Warmup"/> predictions. Source: J. Gama et al., SBIA (2004) 286. See docs/statistics/change-detectors.md.
/// </summary>
public sealed class Ddm(int warmup = Ddm.DefaultWarmup, double warning = 2, double change = 3)
{
    public const int DefaultWarmup = 30;

    private double _leastRate = double.PositiveInfinity;
    private double _leastDeviation = double.PositiveInfinity;

    /// <summary>Predictions before the first signal.</summary>
    public int Warmup => warmup;

    /// <summary>Predictions since the last change.</summary>
    public long Count { get; private set; }

    /// <summary>Wrong ones among them.</summary>
    public long Errors { get; private set; }

    public ChangeSignal Add(bool error)
    {
        Count++;
        Errors += error ? 1 : 0;
        if (Count < warmup || Errors == 0) return ChangeSignal.None;
        double rate = Errors / (double)Count;
        double deviation = Math.Sqrt(rate * (1 - rate) / Count);
        if (rate + deviation <= _leastRate + _leastDeviation) (_leastRate, _leastDeviation) = (rate, deviation);
        if (rate + deviation > _leastRate + (change * _leastDeviation))
        {
            Reset();
            return ChangeSignal.Change;
        }

        return rate + deviation > _leastRate + (warning * _leastDeviation) ? ChangeSignal.Warning : ChangeSignal.None;
    }

    public void Reset()
    {
        (Count, Errors, _leastRate, _leastDeviation) = (0, 0, double.PositiveInfinity, double.PositiveInfinity);
    }
}
