using Heed.Model.Alerts;
using Heed.Rules.Groups;

namespace Heed.Rules.Reports;

/// <summary>A rule and how it is, as of its last evaluation.</summary>
public sealed record RuleReport
{
    public required Rule Rule { get; init; }

    public required RuleHealth Health { get; init; }

    /// <summary>Empty where the last evaluation went well.</summary>
    public required string LastError { get; init; }

    /// <summary>The due time of the last evaluation; null before the first.</summary>
    public required long? LastEvaluationMs { get; init; }

    /// <summary>How long the last evaluation took.</summary>
    public required TimeSpan EvaluationDuration { get; init; }

    /// <summary>How many series the last evaluation wrote.</summary>
    public required int SeriesCount { get; init; }

    /// <summary>The highest state among the alerts; <see cref="AlertState.Inactive"/> for recording rules.</summary>
    public AlertState State { get; init; }

    /// <summary>Pending, firing and lately resolved ones, ordered by labels; empty for recording rules.</summary>
    public IReadOnlyList<AlertReport> Alerts { get; init; } = [];
}
