using Heed.Model.Labels;

namespace Heed.Rules.Groups;

/// <summary>How rules are evaluated where their groups say nothing.</summary>
public sealed record RuleEngineOptions
{
    public static readonly TimeSpan DefaultEvaluationInterval = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan DefaultResendDelay = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan DefaultResolvedRetention = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan DefaultRestoreGrace = TimeSpan.FromMinutes(10);
    public const int DefaultSeriesLimit = 100_000;
    public const int MostThreads = 4;

    /// <summary>The interval of groups that name none. At least a millisecond.</summary>
    public TimeSpan EvaluationInterval { get; init; } = DefaultEvaluationInterval;

    /// <summary>Evaluations are due at whole multiples of a group's interval from here; milliseconds since the Unix epoch.</summary>
    public long OriginMs { get; init; }

    /// <summary>How far into the past the rules of groups look that name no <c>query_offset</c>.</summary>
    public TimeSpan QueryOffset { get; init; } = TimeSpan.Zero;

    /// <summary>What templates see as <c>$externalLabels</c>.</summary>
    public LabelSet ExternalLabels { get; init; } = LabelSet.Empty;

    /// <summary>Where people reach this server, without a slash at its end; may be empty.</summary>
    public string ExternalUrl { get; init; } = "";

    /// <summary>A firing alert is sent again when more than this has gone by since it was sent.</summary>
    public TimeSpan ResendDelay { get; init; } = DefaultResendDelay;

    /// <summary>How long a resolved alert stays in reports.</summary>
    public TimeSpan ResolvedRetention { get; init; } = DefaultResolvedRetention;

    /// <summary>
    /// How long a gap between the state's last evaluation and the first one after its restoration may be to count as time in
    /// which an alert's condition held. Behind a longer gap, pending alerts wait the gap longer.
    /// </summary>
    public TimeSpan RestoreGrace { get; init; } = DefaultRestoreGrace;

    /// <summary>The most series or alerts any rule may give, whatever its group says; a rule that gives more fails.</summary>
    public int SeriesLimit { get; init; } = DefaultSeriesLimit;

    /// <summary>
    /// Whether each group is due at an offset of its own within its interval, made of its name: many groups then do not come all at once.
    /// Without it every group is due at the whole multiples, together with the figures that Heed collects.
    /// </summary>
    public bool SpreadsGroups { get; init; }

    /// <summary>
    /// How many groups that are due together may be evaluated side by side; those that read what others write stay behind them in any
    /// case, so that the results are the same. At least 1. By default the processors, at most <see cref="MostThreads"/>.
    /// </summary>
    public int MaxParallelism { get; init; } = Math.Min(Environment.ProcessorCount, MostThreads);

    /// <summary>
    /// Where series are complete beyond the time of the evaluations (<see cref="RuleEngine.KnownUntilMs"/>), as in history: how long a
    /// stretch of evaluations a rule may be computed at once. The results are the same. Zero for a live engine, whose future is not there yet.
    /// </summary>
    public TimeSpan LookAhead { get; init; } = TimeSpan.Zero;
}
