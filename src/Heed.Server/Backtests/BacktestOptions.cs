using Heed.Alerting.Incidents;
using Heed.Model.Labels;

namespace Heed.Server.Backtests;

/// <summary>The stretch of history that rules are run over, and what they would find on a server.</summary>
public sealed record BacktestOptions
{
    /// <summary>
    /// A rule that reads nothing rules write is computed so far ahead at once. Longer stretches cost memory, shorter ones time.
    /// </summary>
    public static readonly TimeSpan DefaultLookAhead = TimeSpan.FromHours(6);

    public required long FromMs { get; init; }

    public required long ToMs { get; init; }

    public TimeSpan EvaluationInterval { get; init; } = TimeSpan.FromMinutes(1);

    public TimeSpan LookbackDelta { get; init; } = TimeSpan.FromMinutes(5);

    public LabelSet ExternalLabels { get; init; } = LabelSet.Empty;

    public string ExternalUrl { get; init; } = "";

    /// <summary>How alerts of models become incidents; null for Alertmanager's semantics alone.</summary>
    public IncidentOptions? Incidents { get; init; }

    public bool SpreadsGroups { get; init; }

    /// <summary>Zero evaluates every rule at every time by itself: the slow twin.</summary>
    public TimeSpan LookAhead { get; init; } = DefaultLookAhead;

    public TimeSpan Length => TimeSpan.FromMilliseconds(ToMs - FromMs);
}
