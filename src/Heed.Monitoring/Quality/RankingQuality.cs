using Heed.Monitoring.Rankings;
using Heed.Statistics.Intervals;

namespace Heed.Monitoring.Quality;

/// <summary>The quality of ranked lists beside their relevant items: the means of <see cref="RankingFigures"/> over lists.</summary>
internal sealed class RankingQuality : QualityFamily
{
    /// <param name="figures">Of one list; names them.</param>
    public RankingQuality(RankingFigures figures)
    {
        Means = figures.Count;
        Metrics = [.. Enumerable.Range(0, figures.Count).Select(i => MetricOf(figures.NameOf(i), i, RankingFigures.IsShare(i)))];
    }

    public override IReadOnlyList<QualityMetric> Metrics { get; }

    public override int Cells => 0;

    public override int Means { get; }

    /// <summary>The chief figure, as fine in time as other models have it.</summary>
    public override QualitySums SumsOf(in LabelledAnswer answer) => answer.Figures is { } figures
        ? new QualitySums(Mass.Of(answer.Weight), WeightedSums.Of(figures[0], answer.Weight), default)
        : default;

    public override OutcomeDetail DetailOf(in LabelledAnswer answer) =>
        new(default, default) { Figures = answer.Figures, Weight = answer.Weight };

    private static QualityMetric MetricOf(string name, int figure, bool isShare)
    {
        if (figure == 0) return new QualityMetric(name, f => Cut(QualityIntervals.Mean(f.Sums.Mass, f.Sums.First)), f => f.Sums.Mass.N);
        return new QualityMetric(
            name,
            f => isShare
                ? QualityIntervals.Share(f.Tally.Means[figure].Mass, f.Tally.Means[figure].Sums.Sum)
                : Cut(QualityIntervals.Mean(f.Tally.Means[figure])),
            f => f.Tally.Means[figure].Mass.N);
    }

    /// <summary>Every figure is between 0 and 1.</summary>
    private static Interval Cut(Interval mean) => new(mean.Value, Math.Max(0, mean.Lower), Math.Min(1, mean.Upper));
}
