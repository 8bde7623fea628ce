using System.Collections.Immutable;
using System.Runtime.InteropServices;

using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Model.Samples;
using Heed.Query.Execution.Explaining;
using Heed.Query.Results;
using Heed.Query.Syntax;

namespace Heed.Query.Execution;

/// <summary>What the operators of one query share: the reader, the limits and the remarks.</summary>
internal sealed class QueryContext(ISeriesReader reader, QueryOptions options, CancellationToken cancellation)
{
    /// <summary>A time and a value.</summary>
    private const int SampleBytes = 16;

    /// <summary>An output series and its handle in the store.</summary>
    private const int SeriesBytes = 96;

    /// <summary>Two references and the heads of two texts.</summary>
    private const int LabelBytes = 60;

    private long _samples;
    private int _series;
    private long _bytes;

    public QueryOptions Options => options;

    /// <summary>Null unless the query is to be explained.</summary>
    public QueryProfile? Profile { get; init; }

    /// <summary>How many series all selectors have found.</summary>
    public int SeriesSelected => _series;

    /// <summary>The most samples and results that were held at a time; exact where one thread does all, as in explained queries.</summary>
    public long PeakSamples { get; private set; }

    public Annotations Annotations { get; } = new();

    /// <summary>The selectors whose histograms may come without buckets.</summary>
    public IReadOnlySet<VectorSelector> StatisticsOnly { get; init; } = ImmutableHashSet<VectorSelector>.Empty;

    public long LookbackMs => (long)options.LookbackDelta.TotalMilliseconds;

    /// <summary>Whether an operator makes a new metric of its operands.</summary>
    public bool DropsName(BinaryOperator op) => op.ChangesMeaning() && !(options.AsPrometheus2 && op == BinaryOperator.Atan2);

    public bool IsLabelName(string name) => options.AsPrometheus2 ? Identifiers.IsLabelName(name) : GoLabels.IsLabelName(name);

    /// <summary>How far behind a step the current sample of a series may be.</summary>
    public long ReachMs => options.AsPrometheus2 ? LookbackMs : LookbackMs - 1;

    public IReadOnlyList<ISeries> Select(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs)
    {
        IReadOnlyList<ISeries> found = reader.Select(matchers, fromMs, toMs, cancellation);
        _series += found.Count;
        if (_series > options.MaxSeries)
        {
            throw Limit($"query selects more than {options.MaxSeries:N0} series; narrow its selectors");
        }

        HoldBytes((long)found.Count * SeriesBytes);
        return found;
    }

    /// <summary>Between series: a series is the longest stretch of work without a look at the token.</summary>
    public void Continue() => cancellation.ThrowIfCancellationRequested();

    /// <summary>Nobody waits for the answer any longer.</summary>
    public bool IsOver => cancellation.IsCancellationRequested;

    /// <summary>Makes the series of an operator from those of its input, with a look at the token before each.</summary>
    public OutputSeries[] Map(OutputSeries[] input, Func<OutputSeries, OutputSeries> make)
    {
        OutputSeries[] made = new OutputSeries[input.Length];
        for (int i = 0; i < made.Length; i++)
        {
            Continue();
            made[i] = make(input[i]);
        }

        return made;
    }

    /// <summary>Orders results by their labels.</summary>
    public void SortByLabels<T>(List<T> results, Func<T, LabelSet> labelsOf) =>
        Sort(results, (a, b) => labelsOf(a).CompareTo(labelsOf(b)));

    /// <summary>Sorts with a look at the token before each comparison.</summary>
    public void Sort<T>(List<T> items, Comparison<T> comparison) => Sort(CollectionsMarshal.AsSpan(items), comparison);

    /// <inheritdoc cref="Sort{T}(List{T}, Comparison{T})"/>
    public void Sort<T>(Span<T> items, Comparison<T> comparison)
    {
        try
        {
            items.Sort((a, b) =>
            {
                Continue();
                return comparison(a, b);
            });
        }
        catch (InvalidOperationException wrapped) when (wrapped.InnerException is OperationCanceledException)
        {
            // The library wraps what a comparison throws.
            Continue();
        }
    }

    /// <summary>
    /// Counts samples or results as held in memory. What is refused is not counted. Safe to call from any thread, as is
    /// <see cref="Release"/>.
    /// </summary>
    public void Hold(long samples)
    {
        long held = Interlocked.Add(ref _samples, samples);
        long bytes = Interlocked.Add(ref _bytes, samples * SampleBytes);
        bool areMany = held > options.MaxSamples;
        if (areMany || bytes > options.MaxBytes)
        {
            Release(samples);
            throw areMany && bytes <= options.MaxBytes
                ? Limit("query processing would load too many samples into memory in query execution")
                : OverBytes();
        }

        if (held > PeakSamples) PeakSamples = held;
    }

    public void Release(long samples)
    {
        Interlocked.Add(ref _samples, -samples);
        Interlocked.Add(ref _bytes, -samples * SampleBytes);
    }

    /// <summary>Counts memory that the query keeps to its end.</summary>
    public void HoldBytes(long bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) > options.MaxBytes) throw OverBytes();
    }

    /// <summary>Counts labels that an operator makes.</summary>
    public void HoldLabels(LabelSet labels)
    {
        long bytes = SeriesBytes;
        foreach (Label label in labels.Labels) bytes += LabelBytes + ((label.Name.Length + label.Value.Length) * sizeof(char));
        HoldBytes(bytes);
    }

    private QueryAbortedException OverBytes() => Limit(
        $"query holds more than {options.MaxBytes:N0} bytes in memory; narrow its selectors, aggregate earlier or ask for fewer steps");

    private static QueryAbortedException Limit(string message) => new(new QueryError(QueryErrorKind.Limit, message));
}
