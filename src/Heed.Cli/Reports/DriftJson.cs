using System.Text.Json;

using Heed.Model.Records;
using Heed.Monitoring.Drift;
using Heed.Monitoring.Drift.Presets;

namespace Heed.Cli.Reports;

/// <summary>A comparison as JSON. Names are stable; docs/drift.md lists them.</summary>
internal static class DriftJson
{
    /// <summary>Grows when a name changes its meaning or goes away.</summary>
    private const int Schema = 1;

    public static void Write(Stream target, DriftReport report, ToolReport? tool)
    {
        using Utf8JsonWriter json = new(target, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteNumber("schema", Schema);
        json.WriteString("verdict", Word(report.Verdict));
        json.WriteString("sentence", report.Sentence);
        WriteTable(json, "baseline", report.Baseline);
        WriteTable(json, "current", report.Current);
        json.WriteNumber("alpha", report.Options.Alpha);
        json.WriteNumber("effect", report.Options.Effect);
        json.WriteNumber("missing_effect", report.Options.MissingEffect);
        json.WriteNumber("tests", report.Tests);
        WriteTexts(json, "gone", report.Gone);
        WriteTexts(json, "new", report.New);
        WriteTexts(json, "type_changes", report.TypeChanges);
        json.WriteStartArray("swaps");
        foreach (ColumnSwap swap in report.Swaps)
        {
            json.WriteStartObject();
            json.WriteString("first", swap.First);
            json.WriteString("second", swap.Second);
            json.WriteNumber("first_statistic", swap.FirstStatistic);
            json.WriteNumber("second_statistic", swap.SecondStatistic);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("columns");
        for (int i = 0; i < report.Columns.Count; i++) WriteColumn(json, report.Columns[i], tool?.Columns[i]);
        json.WriteEndArray();
        if (tool is not null) WriteTool(json, tool);
        json.WriteEndObject();
    }

    public static string Word(DriftVerdict verdict) => verdict switch
    {
        DriftVerdict.Drift => "drift",
        DriftVerdict.Quiet => "quiet",
        _ => "not_enough_data",
    };

    private static string Word(DriftReason reason) => reason switch
    {
        DriftReason.Distribution => "distribution",
        DriftReason.Missing => "missing",
        DriftReason.Invalid => "invalid",
        DriftReason.FewValues => "few_values",
        DriftReason.SmallEffect => "small_effect",
        _ => "none",
    };

    private static void WriteTable(Utf8JsonWriter json, string name, TableProfile table)
    {
        json.WriteStartObject(name);
        json.WriteString("file", table.Name);
        json.WriteNumber("rows", table.Rows);
        json.WriteEndObject();
    }

    private static void WriteColumn(Utf8JsonWriter json, ColumnDrift column, ToolOpinion? opinion)
    {
        json.WriteStartObject();
        json.WriteString("name", column.Name);
        json.WriteString("type", column.Kind == FeatureKind.Number ? "number" : "category");
        json.WriteString("verdict", Word(column.Verdict));
        json.WriteString("reason", Word(column.Reason));
        WriteNumber(json, "statistic", column.Statistic);
        json.WriteString("statistic_kind", column.StatisticKind);
        json.WriteNumber("statistic_error", column.StatisticError);
        WriteNumber(json, "p_value", column.PValue);
        WriteNumber(json, "adjusted_p_value", column.AdjustedPValue);
        WriteNumber(json, "psi", column.Psi);
        WriteNumber(json, "wasserstein", column.Wasserstein);
        WriteSide(json, "baseline", column.Baseline);
        WriteSide(json, "current", column.Current);
        json.WriteString("sentence", column.Sentence);
        WriteTexts(json, "notes", column.Notes);
        json.WriteStartObject("distribution");
        WriteNumbers(json, "edges", column.Distribution.Edges);
        WriteTexts(json, "categories", column.Distribution.Categories);
        WriteNumbers(json, "baseline", column.Distribution.Baseline);
        WriteNumbers(json, "current", column.Distribution.Current);
        json.WriteEndObject();
        if (opinion is not null) WriteOpinion(json, opinion);
        json.WriteEndObject();
    }

    private static void WriteSide(Utf8JsonWriter json, string name, ColumnSide side)
    {
        json.WriteStartObject(name);
        json.WriteNumber("values", side.Values);
        json.WriteNumber("missing_share", side.MissingShare);
        json.WriteNumber("invalid_share", side.InvalidShare);
        json.WriteBoolean("constant", side.IsConstant);
        WriteNumber(json, "mean", side.Mean);
        WriteNumber(json, "p05", side.P05);
        WriteNumber(json, "median", side.Median);
        WriteNumber(json, "p95", side.P95);
        WriteNumber(json, "min", side.Minimum);
        WriteNumber(json, "max", side.Maximum);
        json.WriteString("top", side.Top);
        WriteNumber(json, "categories", side.Categories);
        json.WriteEndObject();
    }

    private static void WriteOpinion(Utf8JsonWriter json, ToolOpinion opinion)
    {
        json.WriteStartObject("preset");
        json.WriteString("test", opinion.Test);
        WriteNumber(json, "value", opinion.Value);
        json.WriteNumber("threshold", opinion.Threshold);
        json.WriteBoolean("drifted", opinion.Drifted);
        json.WriteEndObject();
    }

    private static void WriteTool(Utf8JsonWriter json, ToolReport tool)
    {
        json.WriteStartObject("preset");
        json.WriteString("tool", tool.Tool);
        json.WriteBoolean("drifted", tool.Drifted);
        json.WriteString("sentence", tool.Sentence);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } known && double.IsFinite(known)) json.WriteNumber(name, known);
        else json.WriteNull(name);
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IReadOnlyList<double> values)
    {
        json.WriteStartArray(name);
        foreach (double value in values) json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
