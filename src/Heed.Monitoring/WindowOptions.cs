namespace Heed.Monitoring;

/// <summary>How long a model is looked back on.</summary>
public sealed record WindowOptions
{
    public const int DefaultDriftRecords = 1000;
    public const int LeastDriftRecords = 50;
    public const int MostDriftRecords = 100_000_000;
    public const int DefaultMinimumRecords = 100;
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

    /// <value>The records below which a window by duration says "not enough data". The default value is 100; at least 50.</value>
    public int MinimumRecords { get; init; } = DefaultMinimumRecords;

    /// <value>The event time of labels that the rolling quality covers. The default value is 7d; from 1m to 400d.</value>
    public TimeSpan Quality { get; init; } = DefaultQuality;

    /// <value>
    /// How far a record may lie behind the newest one and still enter its window by duration. The default value is 5m; from 0s to
    /// the window's own duration.
    /// </value>
    public TimeSpan Lateness { get; init; } = DefaultLateness;

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

        return errors;
    }
}
