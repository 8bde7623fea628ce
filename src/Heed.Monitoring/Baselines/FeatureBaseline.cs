using Heed.Model.Records;

namespace Heed.Monitoring.Baselines;

/// <summary>What the baseline knows of one feature.</summary>
public sealed class FeatureBaseline
{
    public required string Name { get; init; }

    public required FeatureKind Kind { get; init; }

    /// <summary>The distribution of a number; null for a category.</summary>
    public NumberSummary? Numbers { get; init; }

    /// <summary>The categories of a category feature, most frequent first; empty for a number.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Rows of each of <see cref="Categories"/>.</summary>
    public IReadOnlyList<long> CategoryCounts { get; init; } = [];

    /// <summary>Rows of the categories beyond the limit, which share <c>__other__</c>.</summary>
    public long OtherCount { get; init; }

    /// <summary>Rows in which the feature is null or absent.</summary>
    public long MissingCount { get; init; }

    /// <summary>Rows in which it is NaN or infinite.</summary>
    public long NotFiniteCount { get; init; }

    /// <summary>Rows in which it has another type.</summary>
    public long InvalidCount { get; init; }

    /// <summary>The smallest number in range; NaN for a category.</summary>
    public double RangeMin { get; init; } = double.NaN;

    /// <summary>The largest number in range; NaN for a category.</summary>
    public double RangeMax { get; init; } = double.NaN;

    /// <summary>How the kind was found and what is odd about the values, in sentences; empty when there is nothing to say.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Rows with a usable value.</summary>
    public long ValueCount
    {
        get
        {
            if (Numbers is not null) return Numbers.Ecdf.Total;
            long sum = OtherCount;
            foreach (long count in CategoryCounts) sum += count;
            return sum;
        }
    }
}
