using Heed.Model.Labels;

namespace Heed.Rules.Groups;

/// <summary>One element of an instant vector, or one sample that a rule writes.</summary>
internal readonly record struct RuleSample(LabelSet Labels, double Value);
