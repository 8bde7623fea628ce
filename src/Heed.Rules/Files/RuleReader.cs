using System.Buffers;

using Heed.Documents;
using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Query.Syntax;
using Heed.Rules.Alerting;
using Heed.Rules.Groups;
using Heed.Rules.Recording;

namespace Heed.Rules.Files;

/// <summary>Reads one rule of a group.</summary>
internal static class RuleReader
{
    private static readonly string[] AlertKeys = ["for", "keep_firing_for", "annotations"];
    private static readonly SearchValues<char> NoMetricName = SearchValues.Create(" \t\n()[]");

    /// <returns>Null where the rule has a mistake, which is reported.</returns>
    public static Rule? Read(DocumentNode node, IReadOnlyList<Label> groupLabels, HashSet<string> rules)
    {
        Diagnostics diagnostics = node.Document.Diagnostics;
        int mistakes = diagnostics.All.Count;
        MappingReader reader = node.ReadMapping();
        DocumentNode? name = ReadName(reader, out bool recording);
        Expression? expression = ReadExpression(reader, out DocumentNode? source);
        TimeSpan hold = ReadDuration(reader, "for");
        TimeSpan keep = ReadDuration(reader, "keep_firing_for");
        IReadOnlyList<Label> labels = ReadTexts(reader, "labels", "label", recording);
        IReadOnlyList<Label> annotations = ReadTexts(reader, "annotations", "annotation", recording);
        if (recording) RefuseAlertKeys(reader);
        reader.Finish();
        if (diagnostics.All.Count > mistakes || name is null || expression is null || source is null) return null;

        labels = RuleLabels.Merge(groupLabels, labels);
        List<RuleWarning> warnings = [.. MatchingCheck.Find(expression, source)];
        if (!rules.Add(Identity(recording, name.ReadText(), labels))) warnings.Add(Duplicate(name));
        return recording ? Recording() : Alerting();

        Rule Recording() => new RecordingRule
        {
            Name = name.ReadText(),
            Expression = expression,
            Query = expression.ToString(),
            Labels = labels,
            Line = node.Line,
            Warnings = warnings,
        };

        Rule Alerting() => new AlertingRule
        {
            Name = name.ReadText(),
            Expression = expression,
            Query = expression.ToString(),
            Labels = labels,
            Line = node.Line,
            Warnings = warnings,
            HoldDuration = hold,
            KeepFiringFor = keep,
            Annotations = annotations,
        };
    }

    private static DocumentNode? ReadName(MappingReader reader, out bool recording)
    {
        recording = reader.TryGet("record", out DocumentNode? record) && record.ReadText().Length > 0;
        bool alerting = reader.TryGet("alert", out DocumentNode? alert) && alert.ReadText().Length > 0;
        if (recording && alerting) alert!.Report("expected one of \"record\" and \"alert\", found both");
        const string Neither = "expected \"record\" (a metric's name) or \"alert\" (an alert's name), found neither";
        if (!recording && !alerting) reader.Node.Report(Neither);
        if (recording) CheckMetricName(record!);
        return recording ? record : alerting ? alert : null;
    }

    /// <summary>Names are any text, as in Prometheus 3; but braces and spaces come from an expression that slipped.</summary>
    private static void CheckMetricName(DocumentNode record)
    {
        string name = record.ReadText();
        int brace = name.AsSpan().IndexOfAny('{', '}');
        string message = $"expected the name of a metric, found {Quoting.Quote(name)}";
        if (brace >= 0) record.Report($"{message}: labels belong under \"labels\"", brace > 0 ? name[..brace] : null);
        else if (name.AsSpan().ContainsAny(NoMetricName)) record.Report(message);
    }

    private static Expression? ReadExpression(MappingReader reader, out DocumentNode? source)
    {
        if (!reader.TryRequire("expr", "a PromQL expression", out source)) return null;
        string text = source.ReadText();
        if (string.IsNullOrWhiteSpace(text))
        {
            if (source.Kind == NodeKind.Scalar) source.Report("expected a PromQL expression, found an empty text");
            return null;
        }

        ParseResult<Expression> expression = PromqlParser.Parse(text);
        if (expression.IsSuccess) return Checked(expression.Value, source);
        ParseError error = expression.Error;
        (int line, int column) = ScalarPlace.Locate(source, error.Start);
        Document document = source.Document;
        document.Diagnostics.Add(new Diagnostic(document.File, line, column, source.Path, error.Message, error.Suggestion));
        return null;
    }

    private static Expression? Checked(Expression expression, DocumentNode source)
    {
        if (expression.Type is ExpressionType.InstantVector or ExpressionType.Scalar) return expression;
        string found = expression.Type == ExpressionType.RangeVector ? "a range vector" : "a text";
        source.Report($"expected an expression that gives an instant vector or a number, found {found}");
        return null;
    }

    private static TimeSpan ReadDuration(MappingReader reader, string key) =>
        reader.TryGet(key, out DocumentNode? node) ? node.ReadDuration(TimeSpan.Zero) : TimeSpan.Zero;

    private static IReadOnlyList<Label> ReadTexts(MappingReader reader, string key, string what, bool recording)
    {
        if (!reader.TryGet(key, out DocumentNode? node)) return [];
        IReadOnlyList<Label> texts = RuleLabels.Read(node, what);
        if (!recording && node.Kind == NodeKind.Mapping) TemplateCheck.Report(node);
        return texts;
    }

    private static void RefuseAlertKeys(MappingReader reader)
    {
        foreach (string key in AlertKeys)
        {
            if (reader.TryGet(key, out DocumentNode? node)) node.Report($"expected no \"{key}\" in a recording rule: only alerts have it");
        }
    }

    private static string Identity(bool recording, string name, IReadOnlyList<Label> labels)
    {
        string written = string.Join(",", labels.Select(l => $"{l.Name}={Quoting.Quote(l.Value)}"));
        return $"{(recording ? "record" : "alert")} {Quoting.Quote(name)} {written}";
    }

    private static RuleWarning Duplicate(DocumentNode name) => new(
        name.Document.File, name.Line, name.Column,
        $"a rule above has the same name {Quoting.Quote(name.ReadText())} and the same labels: both write the same series");
}
