using System.Globalization;

using Heed.Documents;
using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Model.Time;
using Heed.Query.Notation;

namespace Heed.Rules.RuleTests;

/// <summary>Reads a file of rule tests. Every mistake is reported; the file may be used only where none was.</summary>
public static class RuleTestFileReader
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromMinutes(1);

    public static RuleTestFile Read(string file, string text, Diagnostics diagnostics)
    {
        MappingReader root = Document.Parse(file, text, diagnostics).Root.ReadMapping();
        IReadOnlyList<string> rules = root.TryGet("rule_files", out DocumentNode? files) ? files.ReadTextList() : [];
        TimeSpan interval = Duration(root, "evaluation_interval", DefaultInterval, TimeSpan.FromMilliseconds(1));
        IReadOnlyList<string> order = root.TryGet("group_eval_order", out DocumentNode? names) ? names.ReadTextList() : [];
        bool fuzzy = root.TryGet("fuzzy_compare", out DocumentNode? compare) && compare.ReadBool();
        List<RuleTestCase> tests = [];
        if (root.TryGet("tests", out DocumentNode? list))
        {
            foreach (DocumentNode item in list.ReadSequence()) tests.Add(ReadTest(item, interval));
        }

        root.Finish();
        return new RuleTestFile(file, rules, interval, order, fuzzy, tests);
    }

    private static RuleTestCase ReadTest(DocumentNode node, TimeSpan evaluationInterval)
    {
        MappingReader reader = node.ReadMapping();
        RuleTestCase test = new()
        {
            Name = Text(reader, "name"),
            Line = node.Line,
            Interval = Duration(reader, "interval", evaluationInterval, TimeSpan.FromMilliseconds(1)),
            StartMs = reader.TryGet("start_timestamp", out DocumentNode? start) ? ReadTime(start) : 0,
            ExternalLabels = reader.TryGet("external_labels", out DocumentNode? labels) ? LabelSet.From(labels.ReadTextMap()) : LabelSet.Empty,
            ExternalUrl = Text(reader, "external_url"),
            Series = ReadAll(reader, "input_series", ReadSeries),
            Alerts = ReadAll(reader, "alert_rule_test", ReadAlerts),
            Expressions = ReadAll(reader, "promql_expr_test", ReadExpression),
        };
        reader.Finish();
        return test;
    }

    private static (LabelSet, IReadOnlyList<NotedSample?>) ReadSeries(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        LabelSet labels = reader.TryRequire("series", "such as up{job=\"a\"}", out DocumentNode? series)
            ? Parsed(series, SeriesNotation.ParseSeries, LabelSet.Empty)
            : LabelSet.Empty;
        IReadOnlyList<NotedSample?> values = reader.TryRequire("values", "such as 0+1x10", out DocumentNode? written)
            ? Parsed(written, SeriesNotation.ParseValues, [])
            : [];
        reader.Finish();
        return (labels, values);
    }

    private static AlertExpectation ReadAlerts(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        TimeSpan at = Duration(reader, "eval_time", TimeSpan.Zero, TimeSpan.Zero);
        string name = reader.TryRequire("alertname", "the name of an alert", out DocumentNode? alert) ? alert.ReadText() : "";
        List<ExpectedAlert> expected = ReadAll(reader, "exp_alerts", item => ReadAlert(item, name));
        reader.Finish();
        return new AlertExpectation(at, name, node.Line, expected);
    }

    private static ExpectedAlert ReadAlert(DocumentNode node, string name)
    {
        MappingReader reader = node.ReadMapping();
        LabelSet labels = reader.TryGet("exp_labels", out DocumentNode? written) ? LabelSet.From(written.ReadTextMap()) : LabelSet.Empty;
        LabelSet annotations = reader.TryGet("exp_annotations", out DocumentNode? words) ? LabelSet.From(words.ReadTextMap()) : LabelSet.Empty;
        reader.Finish();
        return new ExpectedAlert(labels.With(LabelNames.AlertName, name), annotations);
    }

    private static ExpressionExpectation ReadExpression(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        string expression = reader.TryRequire("expr", "a PromQL expression", out DocumentNode? written) ? written.ReadText() : "";
        TimeSpan at = Duration(reader, "eval_time", TimeSpan.Zero, TimeSpan.Zero);
        List<(LabelSet, NotedSample)> expected = ReadAll(reader, "exp_samples", ReadSample);
        reader.Finish();
        return new ExpressionExpectation(at, expression, node.Line, expected);
    }

    private static (LabelSet, NotedSample) ReadSample(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        LabelSet labels = reader.TryGet("labels", out DocumentNode? series) ? Parsed(series, SeriesNotation.ParseSeries, LabelSet.Empty) : LabelSet.Empty;
        NotedSample sample = default;
        if (reader.TryGet("histogram", out DocumentNode? histogram)) sample = Parsed(histogram, One, sample);
        if (reader.TryGet("value", out DocumentNode? value)) sample = sample with { Value = Parsed(value, One, sample).Value };
        reader.Finish();
        return (labels, sample);
    }

    private static ParseResult<NotedSample> One(string text)
    {
        ParseResult<IReadOnlyList<NotedSample?>> values = SeriesNotation.ParseValues(text);
        if (!values.IsSuccess) return ParseResult<NotedSample>.Failure(values.Error);
        return values.Value is [{ } only]
            ? ParseResult<NotedSample>.Success(only)
            : ParseResult<NotedSample>.Failure($"expected one value, found {Quoting.Quote(text)}");
    }

    /// <summary>RFC 3339, or seconds since 1970.</summary>
    private static long ReadTime(DocumentNode node)
    {
        string text = node.Text ?? "";
        if (Rfc3339.TryParse(text, out long timeMs)) return timeMs;
        bool seconds = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && Math.Abs(number) < 9e12;
        if (!seconds) node.Report($"expected a time such as 2024-01-01T00:00:00Z, or seconds since 1970, found {node.Describe()}");
        return seconds ? (long)Math.Round(number * 1000) : 0;
    }

    private static T Parsed<T>(DocumentNode node, Func<string, ParseResult<T>> parse, T fallback)
    {
        ParseResult<T> result = parse(node.ReadText());
        if (result.IsSuccess) return result.Value;
        node.ReportAt(result.Error.Start, result.Error.Message, result.Error.Suggestion);
        return fallback;
    }

    private static List<T> ReadAll<T>(MappingReader reader, string key, Func<DocumentNode, T> read) =>
        reader.TryGet(key, out DocumentNode? list) ? [.. list.ReadSequence().Select(read)] : [];

    private static string Text(MappingReader reader, string key) => reader.TryGet(key, out DocumentNode? node) ? node.ReadText() : "";

    private static TimeSpan Duration(MappingReader reader, string key, TimeSpan fallback, TimeSpan least) =>
        reader.TryGet(key, out DocumentNode? node) ? node.ReadDuration(fallback, least) : fallback;
}
