using Heed.Query.Histograms;
using Heed.Query.Syntax;

namespace Heed.Query.Execution.Aggregations;

/// <summary>The histograms of a group in <c>sum</c> and <c>avg</c>, step by step, beside the floats that an accumulator takes.</summary>
internal sealed class HistogramGroup(Annotations annotations, SourceSpan span, int steps, bool mean)
{
    private readonly HistogramAggregate?[] _aggregates = new HistogramAggregate?[steps];

    public bool IsEmpty { get; private set; } = true;

    public void Clear()
    {
        if (IsEmpty) return;
        Array.Clear(_aggregates);
        IsEmpty = true;
    }

    /// <summary>Takes the histograms of a column and leaves its floats.</summary>
    public void Take(Column column, string metric)
    {
        for (int step = 0; column.HasHistograms && step < steps; step++)
        {
            if (column.HistogramAt(step) is not { } histogram) continue;
            HistogramAggregate aggregate = _aggregates[step] ??= new HistogramAggregate(mean);
            IsEmpty = false;
            if (aggregate.IsIncompatible) continue;
            aggregate.Add(histogram);
            if (aggregate.IsIncompatible) HistogramRemarks.MixedSchemas(annotations, span, metric);
        }

        column.DropHistograms();
    }

    /// <summary>Puts the results beside those of the floats. A step that has both has no result.</summary>
    public void Finish(Column target)
    {
        for (int step = 0; step < steps; step++)
        {
            if (_aggregates[step] is not { } aggregate) continue;
            bool mixed = !Column.IsNothing(target.Values[step]);
            target.SetValue(step, Column.Nothing);
            if (mixed) HistogramRemarks.MixedWithFloatsInAggregation(annotations, span);
            if (mixed || aggregate.IsIncompatible) continue;
            HistogramRemarks.Conflicts(annotations, span, aggregate.Conflicts, "aggregation");
            target.SetHistogram(step, aggregate.Finish());
        }
    }
}
