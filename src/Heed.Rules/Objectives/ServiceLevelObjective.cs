using Heed.Model.Labels;

namespace Heed.Rules.Objectives;

/// <summary>What a service promises: the least share of good events, or good time, in a window.</summary>
public sealed record ServiceLevelObjective
{
    public const string DefaultAlertName = "ErrorBudgetBurn";

    /// <summary>The model, or whatever else the document is about.</summary>
    public required string Service { get; init; }

    /// <summary>Unique within the service.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of figure, as <c>latency</c>: the label <c>slo_type</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The least share of good ones, inside (0, 1).</summary>
    public required double Target { get; init; }

    public required Indicator Indicator { get; init; }

    public BudgetWindow Window { get; init; } = BudgetWindow.Default;

    public string Description { get; init; } = "";

    /// <summary>The label <c>team</c>; null for none.</summary>
    public string? Team { get; init; }

    /// <summary>Further labels of all its series; ordered by name.</summary>
    public IReadOnlyList<Label> Labels { get; init; } = [];

    public RuleStyle Style { get; init; } = RuleStyle.Direct;

    /// <summary>The pairs of windows that alert; what cannot be reached with the target is among them.</summary>
    public IReadOnlyList<BurnRateWindow> Pairs { get; init; } = BurnRateWindows.For(BudgetWindow.Default.Length);

    public string AlertName { get; init; } = DefaultAlertName;

    /// <summary>Null where burning fast alerts nobody.</summary>
    public ObjectiveAlert? Page { get; init; } = ObjectiveAlert.Plain;

    /// <summary>Null where burning slowly alerts nobody.</summary>
    public ObjectiveAlert? Ticket { get; init; } = ObjectiveAlert.Plain;

    /// <summary>Unique among all objectives: the label <c>sloth_id</c>, which dashboards made for Sloth go by.</summary>
    public string Id => $"{Service}-{Name}";

    public ObjectiveAlert? AlertOf(BurnSeverity severity) => severity == BurnSeverity.Page ? Page : Ticket;
}
