using System.Globalization;

using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Model.Samples;
using Heed.Query.Syntax;

namespace Heed.Query.Notation;

/// <summary>
/// The notation of promtool's unit tests: a series as <c>name{label="value"}</c>, and its values as <c>1 2+3x4 _x2 stale</c> or
/// <c>{{schema:0 count:4 sum:5 buckets:[1 2 1]}}x3</c>. Positions count from the start of the text.
/// </summary>
public static class SeriesNotation
{
    /// <summary>A repetition gives at most so many values.</summary>
    public const int MostRepeats = 10_000_000;

    /// <summary>A name with or without labels; <c>{}</c> for none at all.</summary>
    public static ParseResult<LabelSet> ParseSeries(string text)
    {
        string trimmed = text.Trim();
        if (trimmed is "{}" or "") return ParseResult<LabelSet>.Success(LabelSet.Empty);
        if (trimmed.EndsWith("{}", StringComparison.Ordinal)) trimmed = trimmed[..^2];
        ParseResult<Expression> parsed = PromqlParser.Parse(trimmed);
        if (!parsed.IsSuccess) return ParseResult<LabelSet>.Failure(parsed.Error);
        if (parsed.Value is not VectorSelector { Matchers: { } matchers })
        {
            return ParseResult<LabelSet>.Failure($"expected a series such as name{{label=\"value\"}}, found {Quoting.Quote(text)}");
        }

        LabelSetBuilder labels = new();
        foreach (LabelMatcher matcher in matchers)
        {
            if (matcher.Operator != MatchOperator.Equal) return ParseResult<LabelSet>.Failure($"expected labels with =, found {matcher}");
            labels.Set(matcher.Name, matcher.Value);
        }

        return ParseResult<LabelSet>.Success(labels.Build());
    }

    /// <summary>Values in order; null is a gap.</summary>
    public static ParseResult<IReadOnlyList<NotedSample?>> ParseValues(string text)
    {
        List<NotedSample?> values = [];
        foreach ((int start, int end) in Items(text))
        {
            string item = text[start..end];
            string? problem = HistogramNotation.IsOne(item) ? HistogramNotation.Read(item, values) : ReadFloats(item, values);
            if (problem is not null) return ParseResult<IReadOnlyList<NotedSample?>>.Failure(new ParseError(problem, start, end));
        }

        return ParseResult<IReadOnlyList<NotedSample?>>.Success(values);
    }

    /// <summary>A number, or <c>Inf</c>, <c>NaN</c>, <c>stale</c> in any case of letters.</summary>
    public static bool TryParseNumber(string text, out double number)
    {
        switch (text.ToLowerInvariant())
        {
            case "inf" or "+inf":
                number = double.PositiveInfinity;
                return true;
            case "-inf":
                number = double.NegativeInfinity;
                return true;
            case "nan":
                number = double.NaN;
                return true;
            case "stale":
                number = StaleMarker.Value;
                return true;
            default:
                return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
        }
    }

    /// <summary>The number behind an x at the end, and what is in front of it.</summary>
    internal static bool TrySplitRepeat(string item, out string body, out int times)
    {
        times = 0;
        int mark = item.LastIndexOf('x');
        bool repeated = mark > 0 && int.TryParse(item.AsSpan(mark + 1), NumberStyles.None, CultureInfo.InvariantCulture, out times);
        body = repeated ? item[..mark] : item;
        return repeated;
    }

    private static string? ReadFloats(string item, List<NotedSample?> values)
    {
        bool repeated = TrySplitRepeat(item, out string body, out int times);
        if (times > MostRepeats) return $"expected at most {MostRepeats:N0} repetitions, found {times:N0}";
        if (body == "_")
        {
            for (int i = 0; i < (repeated ? times : 1); i++) values.Add(null);
            return null;
        }

        if (!TryReadProgression(body, out double value, out double step))
        {
            return $"expected a number, a+bxN, _, stale or {{{{…}}}}, found {Quoting.Quote(item)}";
        }

        for (int i = 0; i <= times; i++)
        {
            values.Add(new NotedSample(value));
            value += step;
        }

        return null;
    }

    /// <summary><c>a+b</c> or <c>a-b</c>, where neither sign is that of a number or its exponent.</summary>
    private static bool TryReadProgression(string text, out double start, out double step)
    {
        step = 0;
        for (int i = 1; i < text.Length; i++)
        {
            if (text[i] is not ('+' or '-') || text[i - 1] is 'e' or 'E') continue;
            if (!TryParseNumber(text[..i], out start) || !TryParseNumber(text[(i + 1)..].TrimStart('+'), out step)) return false;
            if (text[i] == '-') step = -step;
            return true;
        }

        return TryParseNumber(text, out start);
    }

    /// <summary>Blanks part the items, except inside of histograms.</summary>
    private static IEnumerable<(int Start, int End)> Items(string text)
    {
        int depth = 0;
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            bool blank = i == text.Length || (char.IsWhiteSpace(text[i]) && depth <= 0);
            if (!blank && text[i] == '{') depth++;
            if (!blank && text[i] == '}') depth--;
            if (!blank && start < 0) start = i;
            if (!blank || start < 0) continue;
            yield return (start, i);
            start = -1;
        }
    }
}
