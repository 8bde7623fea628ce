using Heed.Model.Records;
using Heed.Statistics.Intervals;

namespace Heed.Monitoring.Outcomes;

/// <summary>One figure of quality with its interval, computed from sums.</summary>
internal sealed class QualityMetric
{
    public static readonly QualityMetric Accuracy = new("accuracy", s => WilsonInterval.Of(s.Correct, s.N));
    public static readonly QualityMetric MeanAbsoluteError = new("mae", s => MeanInterval.Of(s.N, s.Absolute, s.Squared));
    public static readonly QualityMetric Bias = new("bias", s => MeanInterval.Of(s.N, s.Signed, s.Squared));

    private static readonly QualityMetric[] OfClasses = [Accuracy];
    private static readonly QualityMetric[] OfNumbers = [MeanAbsoluteError, Bias];

    private QualityMetric(string name, Func<QualitySums, Interval> interval)
    {
        Name = name;
        Interval = interval;
    }

    /// <summary>The label <c>metric</c>.</summary>
    public string Name { get; }

    /// <summary>The value with its 95 % interval.</summary>
    public Func<QualitySums, Interval> Interval { get; }

    /// <summary>The figures of a model, the chief one first.</summary>
    public static IReadOnlyList<QualityMetric> Of(ModelType type) => type == ModelType.Regression ? OfNumbers : OfClasses;
}
