using Heed.Rules.Objectives;

namespace Heed.Server.Configuration;

/// <summary>What an objective says beside its bound; what it does not say comes from the model's <c>slo</c>, and then from the file's.</summary>
public sealed record ObjectiveSettings
{
    public const double DefaultTarget = 0.99;
    public static readonly TimeSpan DefaultSlice = TimeSpan.FromMinutes(1);

    /// <value>The default value is 30d, rolling.</value>
    public BudgetWindow Window { get; init; } = BudgetWindow.Default;

    /// <value>Whose calendar it is. The default value is UTC.</value>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <value>The least share of slices that are good, of objectives that are measured in slices; inside (0, 1). The default value is 99%.</value>
    public double Target { get; init; } = DefaultTarget;

    /// <value>The default value is 1m; from 1s to 1h.</value>
    public TimeSpan Slice { get; init; } = DefaultSlice;

    /// <value>Whether burning fast pages. The default value is true.</value>
    public bool Pages { get; init; } = true;

    /// <value>Whether burning slowly makes a ticket. The default value is true.</value>
    public bool Tickets { get; init; } = true;

    /// <value>The annotation <c>runbook_url</c> of the alerts; null for none.</value>
    public string? Runbook { get; init; }

    /// <value>Whether the objective is there at all. The default value is true.</value>
    public bool IsEnabled { get; init; } = true;

    /// <value>The default value is 10 % of each budget, and nothing pages.</value>
    public BudgetPolicy Gate { get; init; } = BudgetPolicy.Default;
}
