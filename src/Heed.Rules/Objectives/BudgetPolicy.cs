namespace Heed.Rules.Objectives;

/// <summary>When a deployment is allowed.</summary>
/// <param name="LeastRemaining">The share of each budget that has to be left, from 0 to 1.</param>
/// <param name="WhilePaging">Whether a deployment may happen while an objective pages.</param>
public sealed record BudgetPolicy(double LeastRemaining, bool WhilePaging)
{
    public const double DefaultLeastRemaining = 0.1;

    /// <value>10 % of each budget, and nothing pages.</value>
    public static BudgetPolicy Default { get; } = new(DefaultLeastRemaining, WhilePaging: false);

    /// <param name="remaining">The share of the budget that is left; null where it is not known.</param>
    /// <param name="isPaging">Whether the objective's page fires.</param>
    public GateReason Decide(double? remaining, bool isPaging)
    {
        if (isPaging && !WhilePaging) return GateReason.PageFires;
        if (remaining is not { } left) return GateReason.NotMeasured;
        return left < LeastRemaining ? GateReason.BudgetLow : GateReason.Open;
    }
}
