using Heed.Model.Labels;
using Heed.Query.Execution.Binary;
using Heed.Query.Syntax;

namespace Heed.Query.Execution.Aggregations;

/// <summary>Which input series go into which group of an aggregation.</summary>
internal sealed class GroupTable
{
    private readonly List<OutputSeries> _groups = [];
    private readonly List<List<int>> _members = [];

    public GroupTable(QueryContext context, AggregateExpression aggregate, OutputSeries[] input)
    {
        Dictionary<LabelSet, int> index = [];
        string[] dropped = [.. aggregate.Grouping, LabelNames.MetricName];
        for (int i = 0; i < input.Length; i++)
        {
            context.Continue();
            LabelSet labels = aggregate.Without
                ? input[i].Labels.Without(dropped)
                : MatchSignature.Keep(input[i].Labels, aggregate.Grouping);
            bool dropName = input[i].DropName && labels.Has(LabelNames.MetricName);
            if (index.TryAdd(labels, _groups.Count))
            {
                _groups.Add(new OutputSeries(labels, dropName));
                _members.Add([i]);
                continue;
            }

            int at = index[labels];
            _members[at].Add(i);
            if (dropName) _groups[at] = _groups[at] with { DropName = true };
        }

        Groups = [.. _groups];
    }

    public OutputSeries[] Groups { get; }

    public IReadOnlyList<int> MembersOf(int group) => _members[group];
}
