using Heed.Model.Labels;
using Heed.Query.Syntax;

namespace Heed.Query.Execution.Binary;

/// <summary>Reduces labels to those that a match compares.</summary>
internal sealed class MatchSignature(VectorMatching matching)
{
    private readonly string[] _dropped = [.. matching.Labels, LabelNames.MetricName];

    public LabelSet Of(LabelSet labels) => matching.On ? Keep(labels, matching.Labels) : labels.Without(_dropped);

    public static LabelSet Keep(LabelSet labels, IReadOnlyList<string> names)
    {
        LabelSetBuilder kept = new();
        foreach (string name in names) kept.Set(name, labels.Get(name));
        return kept.Build();
    }
}
