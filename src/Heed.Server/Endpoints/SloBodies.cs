namespace Heed.Server.Endpoints;

/// <summary>The list of <c>GET /v1/slos</c>, the least budget first.</summary>
internal sealed record SloList(IReadOnlyList<SloSummary> Slos);

/// <summary>One objective now. Ratios are from 0 to 1; what does not exist is null.</summary>
internal record SloSummary
{
    public required string Model { get; init; }

    public required string Name { get; init; }

    public required string Type { get; init; }

    public string? Team { get; init; }

    public required string Description { get; init; }

    /// <summary>The least share of good ones.</summary>
    public required double Target { get; init; }

    /// <summary>As <c>30d</c>; of a calendar its nominal length.</summary>
    public required string Window { get; init; }

    /// <summary>When the present period of a calendar began and ends; null for rolling windows.</summary>
    public DateTimeOffset? PeriodStart { get; init; }

    public DateTimeOffset? PeriodEnd { get; init; }

    /// <summary><c>page</c>, <c>ticket</c>, <c>exhausted</c>, <c>ok</c> or <c>not_enough_data</c>.</summary>
    public required string State { get; init; }

    public double? CompliancePercentage { get; init; }

    /// <summary>Below 0 where more was spent than there is.</summary>
    public double? BudgetRemainingRatio { get; init; }

    /// <summary>The present burn rate: over the long window of the fastest pair.</summary>
    public double? BurnRate { get; init; }

    /// <summary>How long the rest lasts at the present burn rate; null where nothing burns or nothing is known.</summary>
    public double? ExhaustionSeconds { get; init; }

    public bool InMaintenance { get; init; }

    public IReadOnlyList<BurnFigure> Burns { get; init; } = [];

    public required GateFigure Gate { get; init; }
}

/// <summary>The burn rate over one window.</summary>
internal sealed record BurnFigure(string Window, double? BurnRate);

/// <summary>What one objective says of a deployment.</summary>
internal sealed record GateFigure(bool Allowed, string Reason);

/// <summary><c>GET /v1/slos/{model}/{name}</c>.</summary>
internal sealed record SloDetail : SloSummary
{
    /// <summary>The pairs of windows that alert.</summary>
    public IReadOnlyList<PairFigure> Pairs { get; init; } = [];

    /// <summary>The share of the budget that was left, over the window of the objective.</summary>
    public IReadOnlyList<BudgetPoint> History { get; init; } = [];

    /// <summary>The rules in force, as a rule file.</summary>
    public required string Rules { get; init; }
}

internal sealed record PairFigure(string Long, string Short, double Factor, double BudgetShare, string Severity, bool Reachable);

internal sealed record BudgetPoint(DateTimeOffset Time, double RemainingRatio);

/// <summary><c>GET /v1/slos/{model}/gate</c>.</summary>
internal sealed record SloGate(string Model, bool Allowed, double LeastBudgetRatio, bool WhilePaging, IReadOnlyList<GateObjective> Objectives);

internal sealed record GateObjective(string Name, bool Allowed, string Reason, double? BudgetRemainingRatio);
