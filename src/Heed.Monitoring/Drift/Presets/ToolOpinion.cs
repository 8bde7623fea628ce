namespace Heed.Monitoring.Drift.Presets;

/// <summary>What another tool's default test says of a column.</summary>
/// <param name="Value">A p-value or a distance; null where the tool would fail.</param>
/// <param name="Drifted">By the tool's own rule: a p-value below the threshold, or a distance at or above it.</param>
public sealed record ToolOpinion(string Column, string Test, double? Value, double Threshold, bool Drifted);
