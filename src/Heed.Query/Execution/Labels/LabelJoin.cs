using Heed.Model.Labels;

namespace Heed.Query.Execution.Labels;

/// <summary><c>label_join</c>: a label from the values of others, with a separator.</summary>
internal sealed class LabelJoin
{
    private readonly string _target;
    private readonly string _separator;
    private readonly string[] _sources;

    public LabelJoin(QueryContext context, string target, string separator, string[] sources)
    {
        if (!context.IsLabelName(target))
        {
            throw QueryAbortedException.Execution($"invalid destination label name in label_join(): {target}");
        }

        _target = target;
        _separator = separator;
        _sources = sources;
    }

    public OutputSeries Apply(OutputSeries series)
    {
        string joined = string.Join(_separator, Array.ConvertAll(_sources, series.Labels.Get));
        return new OutputSeries(series.Labels.With(_target, joined), series.DropName && _target != LabelNames.MetricName);
    }
}
