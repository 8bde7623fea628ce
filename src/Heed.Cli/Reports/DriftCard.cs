using System.Globalization;
using System.Net;
using System.Text;

using Heed.Cli.Commands;
using Heed.Model.Records;
using Heed.Monitoring.Drift;
using Heed.Monitoring.Drift.Presets;

namespace Heed.Cli.Reports;

/// <summary>One column in a report: the verdict, what changed, a picture and the figures.</summary>
internal static class DriftCard
{
    public static void Append(StringBuilder html, ColumnDrift column, ToolOpinion? opinion, string tool, int number)
    {
        html.Append($"<article class=\"card\" id=\"c{number}\"><div class=\"head\"><h3>{Text(column.Name)}</h3>");
        html.Append($"<span class=\"badge {Style(column.Verdict)}\">{DriftTable.Word(column.Verdict)}</span></div>");
        html.Append($"<p class=\"say\">{Text(Capitalised(column.Sentence))}</p>");
        foreach (string note in column.Notes) html.Append($"<p class=\"soft\">{Text(Capitalised(note))}</p>");
        DistributionSvg.Append(html, column.Distribution, $"{column.Name}: {column.Sentence}");
        html.Append("<dl>");
        AppendFigure(html, column.StatisticKind == "ks" ? "KS distance" : "total variation", column.Statistic, "0.000");
        AppendText(html, "p, adjusted", column.AdjustedPValue is { } p ? DriftTable.PValue(p) : "–");
        AppendFigure(html, "PSI", column.Psi, "0.000");
        if (column.Kind == FeatureKind.Number) AppendText(html, "Wasserstein", column.Wasserstein is { } w ? DriftSentence.Figure(w) : "–");
        AppendText(html, "values", Pair($"{column.Baseline.Values:N0}", $"{column.Current.Values:N0}"));
        AppendText(html, "missing", Pair(DriftSentence.Percent(column.Baseline.MissingShare), DriftSentence.Percent(column.Current.MissingShare)));
        if (column.Kind == FeatureKind.Number) AppendNumbers(html, column);
        else AppendText(html, "categories", Pair($"{column.Baseline.Categories:N0}", $"{column.Current.Categories:N0}"));
        if (opinion is not null) AppendText(html, tool, Opinion(opinion));
        html.Append("</dl></article>");
    }

    public static string Style(DriftVerdict verdict) => verdict switch
    {
        DriftVerdict.Drift => "drift",
        DriftVerdict.Quiet => "quiet",
        _ => "unknown",
    };

    public static string Text(string text) => WebUtility.HtmlEncode(text);

    private static void AppendNumbers(StringBuilder html, ColumnDrift column)
    {
        AppendText(html, "mean", Pair(Known(column.Baseline.Mean), Known(column.Current.Mean)));
        AppendText(html, "5th percentile", Pair(Known(column.Baseline.P05), Known(column.Current.P05)));
        AppendText(html, "95th percentile", Pair(Known(column.Baseline.P95), Known(column.Current.P95)));
    }

    private static void AppendFigure(StringBuilder html, string name, double? value, string format) =>
        AppendText(html, name, value?.ToString(format, CultureInfo.InvariantCulture) ?? "–");

    private static void AppendText(StringBuilder html, string name, string value) =>
        html.Append($"<div><dt>{Text(name)}</dt><dd>{Text(value)}</dd></div>");

    private static string Pair(string before, string now) => before == now ? now : $"{before} → {now}";

    private static string Known(double? value) => value is { } known ? DriftSentence.Figure(known) : "–";

    private static string Opinion(ToolOpinion opinion)
    {
        string value = opinion.Value is { } known ? string.Create(CultureInfo.InvariantCulture, $"{opinion.Test} {known:G3}") : opinion.Test;
        return opinion.Drifted ? value + ": drift" : value + ": no drift";
    }

    /// <summary>A sentence that begins with the column's name keeps it as it is written.</summary>
    private static string Capitalised(string sentence)
    {
        bool isWord = sentence.StartsWith("median ", StringComparison.Ordinal)
            || sentence.StartsWith("share ", StringComparison.Ordinal)
            || sentence.StartsWith("no ", StringComparison.Ordinal)
            || sentence.StartsWith("constant ", StringComparison.Ordinal);
        return isWord ? char.ToUpperInvariant(sentence[0]) + sentence[1..] : sentence;
    }
}
