using Heed.Model.Labels;

namespace Heed.Query.Execution.Info;

/// <summary>
/// <c>info</c>: adds the labels of info series with the same <c>instance</c> and <c>job</c>. Which labels a series gets depends on the
/// samples of the info series, so these are read before the series are known; the samples of the argument are read later.
/// </summary>
internal sealed class InfoOperator : Operator
{
    private readonly Operator _input;
    private readonly List<Variant> _variants = [];

    /// <param name="context">The query.</param>
    /// <param name="input">The first argument.</param>
    /// <param name="info">The times of the samples of the info series, at the steps of the input.</param>
    /// <param name="labels">The second argument.</param>
    public InfoOperator(QueryContext context, Operator input, Operator info, InfoLabels labels)
        : base(input.Grid)
    {
        _input = input;
        ILookup<LabelSet, int> infoOf = Enumerable.Range(0, info.Series.Length).ToLookup(i => InfoLabels.Identity(info.Series[i].Labels));
        Dictionary<LabelSet, InfoTimeline> timelines = [];
        List<OutputSeries> series = [];
        for (int i = 0; i < input.Series.Length; i++)
        {
            context.Continue();
            LabelSet own = input.Series[i].Labels;
            if (labels.IsInfo(own))
            {
                _variants.Add(new Variant(i, null, -1, null));
                series.Add(input.Series[i]);
                continue;
            }

            LabelSet identity = InfoLabels.Identity(own);
            if (!timelines.TryGetValue(identity, out InfoTimeline? timeline))
            {
                int[] members = identity.Count == 0 ? [] : [.. infoOf[identity]];
                timeline = InfoTimeline.Build(
                    [.. members.Select(m => info.Series[m].Labels)], (at, column) => info.Fill(members[at], column), Grid.Count);
                context.Hold(Grid.Count);
                timelines.Add(identity, timeline);
            }

            AddVariants(series, i, timeline, labels);
        }

        Series = [.. series];
    }

    public override OutputSeries[] Series { get; }

    public override void Fill(int series, Column target)
    {
        Variant variant = _variants[series];
        _input.Fill(variant.Input, target);
        if (variant.Timeline is null) return;
        Span<double> values = target.Values;
        ReadOnlySpan<int> combinations = variant.Timeline.CombinationAt;
        for (int step = 0; step < values.Length; step++)
        {
            if (combinations[step] != variant.Combination)
            {
                values[step] = Column.Nothing;
            }
            else if (variant.Conflict is not null && !Column.IsNothing(values[step]))
            {
                throw QueryAbortedException.Execution($"conflicting label: {variant.Conflict}");
            }
        }
    }

    private void AddVariants(List<OutputSeries> series, int input, InfoTimeline timeline, InfoLabels labels)
    {
        OutputSeries own = _input.Series[input];
        for (int combination = 0; combination < timeline.Combinations.Count; combination++)
        {
            LabelSet[] speaking = timeline.Combinations[combination];
            if (speaking.Length == 0 && labels.IsRequired) continue;
            LabelSet added = Added(own.Labels, speaking, labels, out string? conflict);
            _variants.Add(new Variant(input, timeline, combination, conflict));
            series.Add(own with { Labels = added });
        }
    }

    /// <summary>The labels of a series with those of its info; what the series has itself stays.</summary>
    private static LabelSet Added(LabelSet own, LabelSet[] speaking, InfoLabels labels, out string? conflict)
    {
        conflict = null;
        LabelSetBuilder added = own.ToBuilder();
        foreach (LabelSet info in speaking)
        {
            foreach (Label label in info.Labels)
            {
                if (!labels.Adds(label.Name) || own.Has(label.Name)) continue;
                string before = added.Get(label.Name);
                if (before.Length > 0 && before != label.Value) conflict = label.Name;
                added.Set(label.Name, label.Value);
            }
        }

        return added.Build();
    }

    /// <summary>
    /// One series of the result: an input at the steps of one combination of info series; at all steps without a timeline.
    /// </summary>
    private sealed record Variant(int Input, InfoTimeline? Timeline, int Combination, string? Conflict);
}
