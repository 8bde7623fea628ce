using Heed.Model.Labels;

namespace Heed.Query.Execution.Binary;

/// <summary>The series of both sides that share the labels which a match compares.</summary>
internal sealed class MatchGroup(LabelSet signature)
{
    public LabelSet Signature => signature;

    public List<int> Left { get; } = [];

    public List<int> Right { get; } = [];

    /// <summary>The groups in the order of their first series, left side first.</summary>
    public static List<MatchGroup> Build(QueryContext context, MatchSignature match, OutputSeries[] left, OutputSeries[] right)
    {
        Dictionary<LabelSet, MatchGroup> index = new(left.Length);
        List<MatchGroup> groups = new(left.Length);
        for (int i = 0; i < left.Length; i++) GroupOf(left[i]).Left.Add(i);
        for (int i = 0; i < right.Length; i++) GroupOf(right[i]).Right.Add(i);
        return groups;

        MatchGroup GroupOf(OutputSeries series)
        {
            context.Continue();
            LabelSet signature = match.Of(series.Labels);
            if (index.TryGetValue(signature, out MatchGroup? group)) return group;
            group = new MatchGroup(signature);
            index.Add(signature, group);
            groups.Add(group);
            return group;
        }
    }
}
