using System.Globalization;

using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Query.Syntax;

namespace Heed.Conformance.Tests.Runner;

/// <summary>A metric and its values; null is a gap.</summary>
internal sealed record SeriesLine(LabelSet Labels, IReadOnlyList<ScriptSample?> Values)
{
    public static SeriesLine Parse(string line)
    {
        int end = MetricLength(line);
        LabelSet labels = ParseMetric(line[..end].Trim());
        List<ScriptSample?> values = [];
        foreach (string item in Items(line[end..]))
        {
            if (!HistogramNotation.IsOne(item)) AddItem(values, item);
            else foreach (ScriptSample sample in HistogramNotation.Parse(item)) values.Add(sample);
        }

        return new SeriesLine(labels, values);
    }

    public static LabelSet ParseMetric(string text)
    {
        if (text is "{}" or "") return LabelSet.Empty;
        if (text.EndsWith("{}", StringComparison.Ordinal)) text = text[..^2];
        VectorSelector selector = (VectorSelector)PromqlParser.Parse(text).Value;
        LabelSetBuilder labels = new();
        foreach (LabelMatcher matcher in selector.Matchers) labels.Set(matcher.Name, matcher.Value);
        return labels.Build();
    }

    public static double ParseNumber(string text) => text.ToLowerInvariant() switch
    {
        "inf" or "+inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "nan" => double.NaN,
        "stale" => StaleMarker.Value,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

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

    /// <summary>Blanks part the items, except inside of histograms.</summary>
    private static IEnumerable<string> Items(string text)
    {
        int depth = 0;
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            bool blank = i == text.Length || (char.IsWhiteSpace(text[i]) && depth == 0);
            if (!blank && text[i] == '{') depth++;
            if (!blank && text[i] == '}') depth--;
            if (!blank && start < 0) start = i;
            if (!blank || start < 0) continue;
            yield return text[start..i];
            start = -1;
        }
    }

    private static void AddItem(List<ScriptSample?> values, string item)
    {
        int times = 0;
        int x = item.LastIndexOf('x');
        bool repeated = x > 0 && int.TryParse(item.AsSpan(x + 1), NumberStyles.None, CultureInfo.InvariantCulture, out times);
        string body = repeated ? item[..x] : item;
        if (body == "_")
        {
            for (int i = 0; i < (repeated ? times : 1); i++) values.Add(null);
            return;
        }

        (double value, double step) = ParseProgression(body);
        for (int i = 0; i <= times; i++)
        {
            values.Add(new ScriptSample(value));
            value += step;
        }
    }

    /// <summary><c>a+b</c> or <c>a-b</c>, where neither sign is that of a number or its exponent.</summary>
    private static (double Start, double Step) ParseProgression(string text)
    {
        for (int i = 1; i < text.Length; i++)
        {
            if (text[i] is not ('+' or '-') || text[i - 1] is 'e' or 'E') continue;
            double step = ParseNumber(text[(i + 1)..].TrimStart('+'));
            return (ParseNumber(text[..i]), text[i] == '-' ? -step : step);
        }

        return (ParseNumber(text), 0);
    }
}
