using Heed.Model.Labels;

namespace Heed.Rules.State;

/// <summary>What one rule remembers.</summary>
/// <param name="Series">The series that the last evaluation wrote: those that the next one does not write get a stale marker.</param>
/// <param name="Alerts">Empty for recording rules; ordered by labels.</param>
public sealed record RuleState(RuleIdentity Identity, IReadOnlyList<LabelSet> Series, IReadOnlyList<AlertMemory> Alerts);
