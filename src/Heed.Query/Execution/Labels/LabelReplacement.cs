using System.Globalization;
using System.Text;
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

    public LabelReplacement(string target, string template, string source, string pattern)
    {
        ParseResult<Regex> regex = Re2.ParseAnchored(pattern);
        if (!regex.IsSuccess) throw QueryAbortedException.Execution($"invalid regular expression in label_replace(): {pattern}");
        if (!GoLabels.IsLabelName(target)) throw QueryAbortedException.Execution($"invalid destination label name in label_replace(): {target}");
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
        return new OutputSeries(series.Labels.With(_target, Expand(match)), dropName);
    }

    /// <summary><c>$1</c>, <c>$name</c>, <c>${name}</c> and <c>$$</c>; a name is as long as it can be, an unknown one is empty.</summary>
    private string Expand(Match match)
    {
        StringBuilder text = new();
        int at = 0;
        while (at < _template.Length)
        {
            if (_template[at] != '$' || at + 1 == _template.Length)
            {
                text.Append(_template[at++]);
            }
            else if (_template[at + 1] == '$')
            {
                text.Append('$');
                at += 2;
            }
            else
            {
                at = AppendReference(match, at, text);
            }
        }

        return text.ToString();
    }

    private int AppendReference(Match match, int at, StringBuilder text)
    {
        bool braced = _template[at + 1] == '{';
        int start = at + (braced ? 2 : 1);
        int end = start;
        while (end < _template.Length && (char.IsAsciiLetterOrDigit(_template[end]) || _template[end] == '_')) end++;
        bool closed = !braced || (end < _template.Length && _template[end] == '}');
        if (end == start || !closed)
        {
            text.Append('$');
            return at + 1;
        }

        string name = _template[start..end];
        bool isNumber = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        text.Append(isNumber ? match.Groups[number].Value : match.Groups[name].Value);
        return braced ? end + 1 : end;
    }
}
