namespace Heed.Rules.Objectives;

/// <summary>A query that gives the ratio of bad events itself, from 0 to 1.</summary>
/// <param name="Query">With <see cref="Indicator.WindowPlace"/>.</param>
public sealed record RatioIndicator(string Query) : Indicator;
