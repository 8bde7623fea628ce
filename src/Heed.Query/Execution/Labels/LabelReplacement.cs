using System.Text.RegularExpressions;

using Heed.Model.Labels;
using Heed.Model.Parsing;

namespace Heed.Query.Execution.Labels;

/// <summary><c>label_replace</c>: a label from a template, where an expression matches the whole of another label.</summary>
internal sealed class LabelReplacement
{
    private readonly string _target;
    private readonly string _template;
    private readonly string _source;
    private readonly Regex _regex;

    public LabelReplacement(QueryContext context, string target, string template, string source, string pattern)
    {
        ParseResult<Regex> regex = Re2.ParseAnchored(pattern);
        if (!regex.IsSuccess) throw QueryAbortedException.Execution($"invalid regular expression in label_replace(): {pattern}");
        if (!context.IsLabelName(target))
        {
            throw QueryAbortedException.Execution($"invalid destination label name in label_replace(): {target}");
        }

        _target = target;
        _template = template;
        _source = source;
        _regex = regex.Value;
    }

    public OutputSeries Apply(OutputSeries series)
    {
        Match match = _regex.Match(series.Labels.Get(_source));
        if (!match.Success) return series;
        bool dropName = series.DropName && _target != LabelNames.MetricName;
        return new OutputSeries(series.Labels.With(_target, Re2Template.Expand(_template, match)), dropName);
    }
}
