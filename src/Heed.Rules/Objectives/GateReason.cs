namespace Heed.Rules.Objectives;

/// <summary>Why an objective allows a deployment, or does not.</summary>
public enum GateReason
{
    /// <summary>Enough budget is left, and nothing pages. Allows.</summary>
    Open,

    /// <summary>There are no figures yet that would speak against it. Allows.</summary>
    NotMeasured,

    /// <summary>Less of the budget is left than the policy asks for. Forbids.</summary>
    BudgetLow,

    /// <summary>The objective's page fires. Forbids.</summary>
    PageFires,
}
