using Heed.Monitoring.Quality;
using Heed.Statistics.Intervals;

namespace Heed.Monitoring.Baselines;

/// <summary>Adds up how far the estimates of one metric were off on blocks of the baseline.</summary>
internal sealed class BlockDeviations(string metric)
{
    private int _blocks;
    private double _squares;
    private double _chance;
    private double _chanceAtOne;

    public string Metric => metric;

    /// <summary>Takes one block; a metric that the block does not tell is left out.</summary>
    /// <param name="estimated">Without its labels.</param>
    /// <param name="truth">With its labels.</param>
    /// <param name="rows">Of the block.</param>
    public void Add(double estimated, Interval truth, int rows)
    {
        double difference = estimated - truth.Value;
        double deviation = (truth.Upper - truth.Lower) / (2 * QualityIntervals.Z);
        if (!double.IsFinite(difference * deviation)) return;
        _blocks++;
        _squares += difference * difference;
        _chance += deviation * deviation;
        _chanceAtOne += deviation * deviation * rows;
    }

    /// <summary>What is left of the mean square after chance. Null with too few blocks.</summary>
    public EstimatorDeviation? ToDeviation() => _blocks < EstimationSummary.LeastBlocks
        ? null
        : new EstimatorDeviation(metric, Math.Sqrt(Math.Max(0, _squares - _chance) / _blocks), Math.Sqrt(_chanceAtOne / _blocks));
}
