using Heed.Model.Labels;
using Heed.Query.Notation;

namespace Heed.Conformance.Tests.Runner;

/// <summary>A metric and its values; null is a gap.</summary>
internal sealed record SeriesLine(LabelSet Labels, IReadOnlyList<NotedSample?> Values)
{
    public static SeriesLine Parse(string line)
    {
        int end = MetricLength(line);
        return new SeriesLine(ParseMetric(line[..end]), SeriesNotation.ParseValues(line[end..]).Value);
    }

    public static LabelSet ParseMetric(string text) => SeriesNotation.ParseSeries(text).Value;

    /// <summary>Up to the closing brace, or to the first blank where there are no braces.</summary>
    private static int MetricLength(string line)
    {
        char quote = '\0';
        bool braces = false;
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (quote != '\0')
            {
                if (c == '\\') i++;
                else if (c == quote) quote = '\0';
            }
            else if (c is '"' or '\'' or '`') quote = c;
            else if (c == '{') braces = true;
            else if (c == '}') return i + 1;
            else if (char.IsWhiteSpace(c) && !braces) return i;
        }

        return line.Length;
    }
}
