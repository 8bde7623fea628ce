using Heed.Query.Syntax;

namespace Heed.Query.Execution;

/// <summary>How queries are evaluated and what each may use.</summary>
public sealed record QueryOptions
{
    public const long DefaultMaxSamples = 50_000_000;

    public const int DefaultMaxSeries = 1_000_000;

    public const long DefaultMaxBytes = 4L << 30;

    /// <summary>Prometheus' limit on the points of one series in a range query.</summary>
    public const int DefaultMaxSteps = 11_000;

    /// <summary>A single query leaves the other processors of a larger machine to the rest.</summary>
    public const int MostThreads = 4;

    public static readonly QueryOptions Default = new();

    /// <summary>How old a sample may be and still count as the current value of its series.</summary>
    public TimeSpan LookbackDelta { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The step of subqueries that name none.</summary>
    public TimeSpan DefaultSubqueryStep { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many samples and results one query may hold in memory at a time.</summary>
    public long MaxSamples { get; init; } = DefaultMaxSamples;

    /// <summary>How many series all selectors of one query may find together.</summary>
    public int MaxSeries { get; init; } = DefaultMaxSeries;

    /// <summary>How much memory one query may hold at a time: samples, series, and labels that it makes.</summary>
    public long MaxBytes { get; init; } = DefaultMaxBytes;

    public int MaxSteps { get; init; } = DefaultMaxSteps;

    /// <summary>
    /// How many threads may compute one query, at least 1. More than one only where a query reads many samples, and never where it is
    /// explained; the answer is the same. By default the processors, at most <see cref="MostThreads"/>.
    /// </summary>
    public int MaxParallelism { get; init; } = Math.Min(Environment.ProcessorCount, MostThreads);

    /// <summary>How long a query may take; infinite by default.</summary>
    public TimeSpan Timeout { get; init; } = System.Threading.Timeout.InfiniteTimeSpan;

    /// <summary>
    /// Answers as Prometheus 2 does where 3 answers otherwise: windows and lookback include a sample exactly on their left edge; a rate
    /// that would reach below zero ends there before the distance of samples is looked at; <c>atan2</c> keeps the metric's name; label
    /// names have letters, digits and underscores only.
    /// </summary>
    public bool AsPrometheus2 { get; init; }

    /// <summary>Metric names that an operation drops disappear from the result only, so that label functions still see them.</summary>
    public bool DelayedNameRemoval { get; init; }

    /// <summary>
    /// Counters use the times at which they began, where the store keeps them: a later start is a reset, and nothing is extrapolated
    /// beyond a start. A feature flag of Prometheus.
    /// </summary>
    public bool UseStartTimes { get; init; }

    public ParserOptions Parser { get; init; } = ParserOptions.Default;
}
