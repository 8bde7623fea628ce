namespace Heed.Rules.Objectives.Documents;

/// <summary>What one objective of an OpenSLO document says of its indicator.</summary>
/// <param name="Op"><c>lt</c>, <c>lte</c>, <c>gt</c> or <c>gte</c>; empty where it says none.</param>
/// <param name="Value">The bound of a threshold; null where it says none.</param>
/// <param name="SliceTarget">The least share of good events in a good slice; NaN where it says none.</param>
/// <param name="Slice">The length of slices.</param>
internal readonly record struct OpenSloCondition(string Op, double? Value, double SliceTarget, TimeSpan Slice)
{
    /// <summary>The PromQL operator that a bad value satisfies.</summary>
    public string BadOperator => Op switch
    {
        "lt" => ">=",
        "lte" => ">",
        "gt" => "<=",
        _ => "<",
    };
}
