namespace Heed.Rules.Objectives;

/// <summary>Where a figure of quality has to stay: at least a value, or at most.</summary>
public readonly record struct QualityBound(double Value, bool IsLeast);
