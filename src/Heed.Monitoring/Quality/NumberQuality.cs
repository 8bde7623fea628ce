using Heed.Statistics.Intervals;

namespace Heed.Monitoring.Quality;

/// <summary>The quality of predicted numbers.</summary>
internal sealed class NumberQuality : QualityFamily
{
    private static readonly QualityMetric[] All =
    [
        new("mae", f => QualityIntervals.Mean(f.Sums.Mass, f.Sums.First), f => f.Sums.Mass.N),
        new("bias", f => QualityIntervals.Mean(f.Sums.Mass, f.Sums.Second), f => f.Sums.Mass.N),
        new("rmse", f => Root(QualityIntervals.Mean(f.Tally.First)), f => f.Tally.First.Mass.N),
        new("mape", f => QualityIntervals.Mean(f.Tally.Second), f => f.Tally.Second.Mass.N),
    ];

    public override IReadOnlyList<QualityMetric> Metrics => All;

    public override int Cells => 0;

    public override QualitySums SumsOf(in LabelledAnswer answer) => QualitySums.OfError(answer.Number - answer.ActualNumber, answer.Weight);

    public override OutcomeDetail DetailOf(in LabelledAnswer answer)
    {
        double error = answer.Number - answer.ActualNumber;

        // The share of a label of zero is infinite, and is left out as such.
        return new OutcomeDetail(
            WeightedMean.Of(error * error, answer.Weight), WeightedMean.Of(Math.Abs(error / answer.ActualNumber), answer.Weight));
    }

    private static Interval Root(Interval squares) =>
        new(Math.Sqrt(squares.Value), Math.Sqrt(Math.Max(0, squares.Lower)), Math.Sqrt(squares.Upper));
}
