namespace Heed.Rules.Objectives;

/// <summary>Rules of an objective that are evaluated together, one behind the other.</summary>
/// <param name="Interval">Null for the interval of whoever evaluates them.</param>
public sealed record GeneratedGroup(string Name, TimeSpan? Interval, IReadOnlyList<GeneratedRule> Rules);
