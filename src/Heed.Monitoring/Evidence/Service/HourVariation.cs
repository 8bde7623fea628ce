namespace Heed.Monitoring.Evidence.Service;

/// <summary>
/// How much the rates of like hours vary beyond chance, each service's by its own share. An hour is compared with the median of a few: what is
/// learned and what is tolerated count that the median varies, too.
/// </summary>
internal sealed class HourVariation
{
    private const double PriorVariance = 0.01;
    private const double MostVariance = 0.25;

    // In hours: what the prior weighs, and how many are looked back on in the end.
    private const double PriorHours = 12;
    private const double MostHours = 200;
    private const double LeastKnownRate = 20;

    private double _variance = PriorVariance;
    private double _hours = PriorHours;

    public double Variance => _variance;

    /// <summary>The standard deviation of an hour's logarithmic rate around the median of so many.</summary>
    public double DeviationFrom(int seen) => Math.Sqrt(_variance * (1 + (1.0 / seen)));

    /// <param name="requests">Of an hour.</param>
    /// <param name="expected">Of it: the median of so many like hours.</param>
    public void Learn(long requests, double expected, int seen)
    {
        if (expected < LeastKnownRate) return;
        double deviation = Math.Log((requests + 0.5) / (expected + 0.5));
        double beyondChance = (deviation * deviation / (1 + (1.0 / seen))) - (1 / expected);
        _hours = Math.Min(MostHours, _hours + 1);
        _variance = Math.Max(0, _variance + ((Math.Min(MostVariance, beyondChance) - _variance) / _hours));
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_variance);
        writer.Write(_hours);
    }

    public void Load(BinaryReader reader) => (_variance, _hours) = (reader.ReadDouble(), reader.ReadDouble());
}
