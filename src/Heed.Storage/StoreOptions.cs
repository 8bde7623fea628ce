namespace Heed.Storage;

/// <summary>The settings of a <see cref="SeriesStore"/>.</summary>
public sealed record StoreOptions
{
    public const int DefaultMaxSeries = 1_000_000;
    public const int DefaultMaxSeriesPerMetric = 100_000;
    public const int DefaultMaxLabels = 64;
    public const int DefaultMaxLabelNameLength = 256;
    public const int DefaultMaxLabelValueLength = 4_096;
    public const int DefaultSegmentBytes = 64 << 20;
    public const long DefaultCheckpointWalBytes = 256L << 20;
    public const int DefaultMaxUncommittedBytes = 256 << 20;
    public const int DefaultCommitsBetweenRetention = 240;

    private static readonly TimeSpan LongestOutOfOrderWindow = TimeSpan.FromDays(365);

    /// <summary>Where the files lie; created when missing. Null keeps everything in memory only.</summary>
    public string? Directory { get; init; }

    /// <summary>Samples older than the newest one by more than this may be let go. Null keeps all of them.</summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>
    /// While the files take more than this, the oldest blocks are deleted. What is not in a block yet counts, and stays. Null keeps
    /// them. At least 1 MiB.
    /// </summary>
    public long? MaxBytes { get; init; }

    /// <summary>
    /// A sample older than its series' newest is taken while it is not older than the newest sample of all by more than this. Zero
    /// refuses all of them. 0 to 365 days.
    /// </summary>
    public TimeSpan OutOfOrderWindow { get; init; } = TimeSpan.Zero;

    /// <summary>A new series beyond this number is refused. At least 1.</summary>
    public int MaxSeries { get; init; } = DefaultMaxSeries;

    /// <summary>A new series beyond this number of one metric name is refused. At least 1.</summary>
    public int MaxSeriesPerMetric { get; init; } = DefaultMaxSeriesPerMetric;

    /// <summary>Labels a series, the metric's name included. At least 1.</summary>
    public int MaxLabels { get; init; } = DefaultMaxLabels;

    /// <summary>In UTF-16 code units. 1 to 65,536.</summary>
    public int MaxLabelNameLength { get; init; } = DefaultMaxLabelNameLength;

    /// <summary>In UTF-16 code units. 1 to 65,536.</summary>
    public int MaxLabelValueLength { get; init; } = DefaultMaxLabelValueLength;

    /// <summary>A log file of this size is followed by the next one. 4 KiB to 1 GiB.</summary>
    public int SegmentBytes { get; init; } = DefaultSegmentBytes;

    /// <summary>A commit that leaves this much log behind it takes a checkpoint. At least 4 KiB.</summary>
    public long CheckpointWalBytes { get; init; } = DefaultCheckpointWalBytes;

    /// <summary>While commits fail, appends are refused beyond this. 4 KiB to 1 GiB.</summary>
    public int MaxUncommittedBytes { get; init; } = DefaultMaxUncommittedBytes;

    /// <summary>The retention is applied once in so many commits, and at every checkpoint. At least 1.</summary>
    public int CommitsBetweenRetention { get; init; } = DefaultCommitsBetweenRetention;

    /// <summary>Every setting outside its range, in words; empty when all is well.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> errors = [];
        if (Directory is { Length: 0 }) errors.Add("Directory: expected a path or null, found an empty text");
        if (Retention is { } retention && retention <= TimeSpan.Zero) errors.Add($"Retention: expected more than zero, found {retention}");
        if (OutOfOrderWindow < TimeSpan.Zero || OutOfOrderWindow > LongestOutOfOrderWindow)
        {
            errors.Add($"OutOfOrderWindow: expected 0 to {LongestOutOfOrderWindow}, found {OutOfOrderWindow}");
        }

        if (MaxBytes is { } maxBytes) Check(errors, nameof(MaxBytes), maxBytes, 1 << 20, long.MaxValue);
        Check(errors, nameof(MaxSeries), MaxSeries, 1, int.MaxValue);
        Check(errors, nameof(MaxSeriesPerMetric), MaxSeriesPerMetric, 1, int.MaxValue);
        Check(errors, nameof(MaxLabels), MaxLabels, 1, 1024);
        Check(errors, nameof(MaxLabelNameLength), MaxLabelNameLength, 1, 65_536);
        Check(errors, nameof(MaxLabelValueLength), MaxLabelValueLength, 1, 65_536);
        Check(errors, nameof(SegmentBytes), SegmentBytes, 4096, 1 << 30);
        Check(errors, nameof(CheckpointWalBytes), CheckpointWalBytes, 4096, long.MaxValue);
        Check(errors, nameof(MaxUncommittedBytes), MaxUncommittedBytes, 4096, 1 << 30);
        Check(errors, nameof(CommitsBetweenRetention), CommitsBetweenRetention, 1, int.MaxValue);
        return errors;
    }

    private static void Check(List<string> errors, string name, long value, long least, long most)
    {
        if (value < least || value > most) errors.Add($"{name}: expected {least} to {most}, found {value}");
    }
}
