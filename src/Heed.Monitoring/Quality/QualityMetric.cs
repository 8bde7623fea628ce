using Heed.Statistics.Intervals;

namespace Heed.Monitoring.Quality;

/// <summary>One figure of quality with its interval.</summary>
/// <param name="name">The label <c>metric</c>.</param>
/// <param name="interval">The value with its 95 % interval; <see cref="Statistics.Intervals.Interval.None"/> where the records do not
/// tell it.</param>
/// <param name="records">The records that the figure rests on.</param>
internal sealed class QualityMetric(string name, Func<QualityFigures, Interval> interval, Func<QualityFigures, long> records)
{
    /// <summary>With fewer records there is no figure: an interval over them spans most of what is possible.</summary>
    public const long LeastRecords = 30;

    public string Name => name;

    public Interval Interval(QualityFigures figures) => interval(figures);

    public long Records(QualityFigures figures) => records(figures);
}
