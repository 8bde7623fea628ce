namespace Heed.Monitoring;

/// <summary>How long a model is looked back on.</summary>
public sealed record WindowOptions
{
    public const int DefaultDriftRecords = 1000;
    public const int LeastDriftRecords = 50;
    public const int MostDriftRecords = 100_000_000;
    public const int DefaultMinimumRecords = 100;
    /// <summary>Slices that a window, and what may be revised behind it, have at most: each takes the space of a window.</summary>
    public const int MostSlices = 128;

    private const int DefaultRevisedSlices = 24;

    public static readonly TimeSpan DefaultRevised = TimeSpan.FromDays(1);
    public static readonly TimeSpan DefaultQuality = TimeSpan.FromDays(7);
    public static readonly TimeSpan DefaultLateness = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan LeastDuration = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan MostDuration = TimeSpan.FromDays(400);

    /// <value>
    /// Records in one window of drift and data quality. The default value is 1000; from 50 to 100,000,000. Not used where
    /// <see cref="DriftDuration"/> is set.
    /// </value>
    public int DriftRecords { get; init; } = DefaultDriftRecords;

    /// <value>
    /// The event time that one window of drift and data quality covers, from 1m to 400d; windows start at multiples of it since
    /// the Unix epoch. Null, the default, for windows of <see cref="DriftRecords"/>.
    /// </value>
    public TimeSpan? DriftDuration { get; init; }

    /// <value>
    /// Records after which the next window of <see cref="DriftRecords"/> ends, a divisor of them. Null, the default, for as many: windows
    /// do not overlap.
    /// </value>
    public int? EveryRecords { get; init; }

    /// <value>
    /// The event time after which the next window of <see cref="DriftDuration"/> ends, a divisor of it, at least 1m. Null, the default,
    /// for as long: windows do not overlap.
    /// </value>
    public TimeSpan? EveryDuration { get; init; }

    /// <value>
    /// How long after its end a part of a window by duration still takes late records. Null, the default, for 1d, or 24 times what the
    /// windows move by where that is shorter.
    /// </value>
    public TimeSpan? RevisedWithin { get; init; }

    /// <value>The records below which a window by duration says "not enough data". The default value is 100; at least 50.</value>
    public int MinimumRecords { get; init; } = DefaultMinimumRecords;

    /// <value>The event time of labels that the rolling quality covers. The default value is 7d; from 1m to 400d.</value>
    public TimeSpan Quality { get; init; } = DefaultQuality;

    /// <value>
    /// How far a record may lie behind the newest one and still enter its window by duration. The default value is 5m; from 0s to
    /// the window's own duration.
    /// </value>
    public TimeSpan Lateness { get; init; } = DefaultLateness;

    internal int SliceRecords => EveryRecords ?? DriftRecords;

    internal TimeSpan SliceDuration => EveryDuration ?? DriftDuration ?? TimeSpan.Zero;

    internal TimeSpan Revised
    {
        get
        {
            if (RevisedWithin is { } within) return within;
            long length = SliceDuration > TimeSpan.Zero ? (DriftDuration ?? TimeSpan.Zero).Ticks / SliceDuration.Ticks : 0;
            TimeSpan most = SliceDuration * Math.Clamp(MostSlices - length, 0, DefaultRevisedSlices);
            return most < DefaultRevised ? most : DefaultRevised;
        }
    }

    /// <summary>What is wrong with the values, one sentence each; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> errors = [];
        if (DriftRecords is < LeastDriftRecords or > MostDriftRecords)
        {
            errors.Add($"windows of {DriftRecords} records: expected {LeastDriftRecords} to {MostDriftRecords}");
        }

        if (MinimumRecords < LeastDriftRecords) errors.Add($"a minimum of {MinimumRecords} records: expected at least {LeastDriftRecords}");
        if (DriftDuration is { } drift && (drift < LeastDuration || drift > MostDuration))
        {
            errors.Add($"drift windows of {drift}: expected 1m to 400d");
        }

        if (Quality < LeastDuration || Quality > MostDuration) errors.Add($"a quality window of {Quality}: expected 1m to 400d");
        if (Lateness < TimeSpan.Zero || Lateness > (DriftDuration ?? MostDuration))
        {
            errors.Add($"a lateness of {Lateness}: expected 0s to the duration of the drift windows");
        }

        if (DriftDuration is { } duration) ValidateSlices(duration, errors);
        else ValidateCounts(errors);
        return errors;
    }

    private void ValidateSlices(TimeSpan drift, List<string> errors)
    {
        if (EveryRecords is { } records) errors.Add($"windows by duration every {records} records: expected a duration");
        if (EveryDuration is { } every && (every < LeastDuration || every > drift || drift.Ticks % every.Ticks != 0))
        {
            errors.Add($"windows of {drift} every {every}: expected a duration from 1m that divides the window");
        }
        else if (Revised < TimeSpan.Zero || (drift + Revised).Ticks / SliceDuration.Ticks > MostSlices)
        {
            errors.Add($"windows of {drift} every {SliceDuration}, revised within {Revised}: expected {MostSlices} steps at most in both together");
        }
    }

    private void ValidateCounts(List<string> errors)
    {
        if (EveryDuration is { } duration) errors.Add($"windows of {DriftRecords} records every {duration}: expected a number of records");
        if (RevisedWithin is not null) errors.Add("windows of a number of records that are revised: expected windows by duration");
        if (EveryRecords is { } every && (every < 1 || DriftRecords % every != 0 || DriftRecords / every > MostSlices))
        {
            errors.Add($"windows of {DriftRecords} records every {every}: expected a divisor, and {MostSlices} steps at most");
        }
    }
}
