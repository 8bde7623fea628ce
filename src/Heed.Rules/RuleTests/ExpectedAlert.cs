using Heed.Model.Labels;

namespace Heed.Rules.RuleTests;

/// <summary>A firing alert.</summary>
/// <param name="Labels">With the alert's name.</param>
public sealed record ExpectedAlert(LabelSet Labels, LabelSet Annotations)
{
    public override string ToString() => $"labels {Labels}, annotations {Annotations}";
}
