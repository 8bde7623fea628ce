namespace Heed.Model.Samples;

/// <summary>
/// What windows need of a stretch of float samples. Stale markers are no samples here. A day's summary is its spans' summaries, one
/// <see cref="Then"/> the next; nothing else may stand for it, because sums in another order round differently.
/// </summary>
public readonly record struct SampleSummary
{
    /// <summary>No samples.</summary>
    public static readonly SampleSummary Empty;

    /// <summary>Not a summary: nobody has looked.</summary>
    public static readonly SampleSummary Unknown = new() { Count = -1 };

    public int Count { get; init; }

    public long FirstTimeMs { get; init; }

    public long LastTimeMs { get; init; }

    public double First { get; init; }

    public double Last { get; init; }

    /// <summary>The rounded sum; <see cref="Carry"/> is what rounding lost (Neumaier's compensation; 0 beside an infinite sum).</summary>
    public double Sum { get; init; }

    public double Carry { get; init; }

    /// <summary>NaN only where every value is; of equal values the bits of the last.</summary>
    public double Min { get; init; }

    /// <summary>As <see cref="Min"/>.</summary>
    public double Max { get; init; }

    /// <summary>The sum of the values from which the series fell: what resets took from a counter.</summary>
    public double Lost { get; init; }

    /// <summary>How often a value is less than the one before.</summary>
    public int Resets { get; init; }

    /// <summary>How often a value differs from the one before; NaN after NaN does not.</summary>
    public int Changes { get; init; }

    /// <summary>The sum of the squared distances from the mean. NaN where a value is not finite.</summary>
    public double Deviations { get; init; }

    public bool IsKnown => Count >= 0;

    public double Mean => (Sum + Carry) / Count;

    /// <param name="timesMs">Unix milliseconds, ascending.</param>
    /// <param name="values">As many; none a stale marker.</param>
    /// <param name="parts">What to compute.</param>
    public static SampleSummary Of(ReadOnlySpan<long> timesMs, ReadOnlySpan<double> values, SummaryParts parts = SummaryParts.All)
    {
        if (values.IsEmpty) return Empty;
        bool deviates = parts.HasFlag(SummaryParts.Deviations);
        CompensatedTotal total = deviates || parts.HasFlag(SummaryParts.Sum) ? SampleScan.Total(values) : default;
        (double min, double max) = parts.HasFlag(SummaryParts.Extremes) ? SampleScan.Extremes(values) : default;
        CounterSteps steps = parts.HasFlag(SummaryParts.Steps) ? SampleScan.Steps(values) : default;
        return new SampleSummary
        {
            Count = values.Length,
            FirstTimeMs = timesMs[0],
            LastTimeMs = timesMs[^1],
            First = values[0],
            Last = values[^1],
            Sum = total.Sum,
            Carry = total.Carry,
            Min = min,
            Max = max,
            Lost = steps.Lost,
            Resets = steps.Resets,
            Changes = steps.Changes,
            Deviations = deviates ? SampleScan.Deviations(values, (total.Sum + total.Carry) / values.Length) : 0,
        };
    }

    /// <summary>The summary of this stretch and a later one together. Not associative in the last bits: see the type's remark.</summary>
    public SampleSummary Then(in SampleSummary next)
    {
        if (Count <= 0) return next;
        if (next.Count <= 0) return this;
        CompensatedTotal total = new(Sum, Carry);
        total.Add(next.Sum, next.Carry);
        CounterSteps steps = new(Lost, Resets, Changes);
        steps.Step(Last, next.First);
        double distance = next.Mean - Mean;
        double shared = distance * distance * ((double)Count * next.Count / ((double)Count + next.Count));
        return new SampleSummary
        {
            Count = Count + next.Count,
            FirstTimeMs = FirstTimeMs,
            LastTimeMs = next.LastTimeMs,
            First = First,
            Last = next.Last,
            Sum = total.Sum,
            Carry = total.Carry,
            Min = SampleScan.IsLater(next.Min, Min, max: false) ? next.Min : Min,
            Max = SampleScan.IsLater(next.Max, Max, max: true) ? next.Max : Max,
            Lost = steps.Lost + next.Lost,
            Resets = steps.Resets + next.Resets,
            Changes = steps.Changes + next.Changes,
            Deviations = Deviations + next.Deviations + shared,
        };
    }
}
