using System.Globalization;
using System.Text;

using Heed.Cli.Commands;
using Heed.Monitoring.Drift;
using Heed.Monitoring.Drift.Presets;

namespace Heed.Cli.Reports;

/// <summary>A comparison as one HTML file that needs nothing else: no script, no font, no picture from elsewhere.</summary>
internal static class DriftHtml
{
    /// <summary>Columns in the list of the largest changes.</summary>
    private const int MostRanks = 12;

    public static string Write(DriftReport report, ToolReport? tool)
    {
        StringBuilder html = new();
        string title = $"{report.Current.Name} against {report.Baseline.Name}";
        html.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">");
        html.Append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
        html.Append($"<title>{DriftCard.Text("Drift: " + title)}</title><style>{ReportStyle.Css}</style></head><body><main>");
        AppendHead(html, report, title);
        AppendTiles(html, report);
        AppendFindings(html, report, tool);
        AppendRanks(html, report);
        AppendCards(html, report, tool);
        html.Append($"<footer><p>{DriftCard.Text(DriftTable.Footer(report))}.</p>");
        html.Append("<p>KS distance (numbers) and total variation (categories) go from 0, the same, to 1, nothing in common. Made by heed drift.</p>");
        return html.Append("</footer></main></body></html>\n").ToString();
    }

    private static void AppendHead(StringBuilder html, DriftReport report, string title)
    {
        string verdict = report.Verdict switch
        {
            DriftVerdict.Drift => "The data has drifted",
            DriftVerdict.Quiet => "No drift",
            _ => "Not enough data to tell",
        };
        html.Append($"<span class=\"badge {DriftCard.Style(report.Verdict)}\">{DriftTable.Word(report.Verdict)}</span>");
        html.Append($"<h1>{verdict}: {DriftCard.Text(report.Sentence)}</h1><p class=\"soft files\">{DriftCard.Text(title)}</p>");
    }

    private static void AppendTiles(StringBuilder html, DriftReport report)
    {
        html.Append("<div class=\"tiles\">");
        Tile(report.Columns.Count(c => c.Verdict == DriftVerdict.Drift), "columns drift");
        Tile(report.Columns.Count(c => c.Verdict == DriftVerdict.Quiet), "columns are quiet");
        Tile(report.Baseline.Rows, "rows in the baseline");
        Tile(report.Current.Rows, "rows now");
        html.Append("</div>");

        void Tile(long number, string words) =>
            html.Append(CultureInfo.InvariantCulture, $"<div class=\"tile\"><b>{number:N0}</b><span>{words}</span></div>");
    }

    private static void AppendFindings(StringBuilder html, DriftReport report, ToolReport? tool)
    {
        List<string> findings = [.. DriftTable.Findings(report)];
        if (tool is not null) findings.Add(tool.Sentence);
        if (findings.Count == 0) return;
        html.Append("<h2>Findings on the whole table</h2><div class=\"box\"><ul>");
        foreach (string finding in findings) html.Append($"<li>{DriftCard.Text(finding)}</li>");
        html.Append("</ul></div>");
    }

    /// <summary>The largest changes as bars; a mark shows from where a change matters.</summary>
    private static void AppendRanks(StringBuilder html, DriftReport report)
    {
        int drawn = Math.Min(MostRanks, report.Columns.Count(c => c.Statistic is not null));
        if (drawn < 2) return;
        html.Append("<h2>Largest changes</h2><div class=\"box ranks\">");
        for (int i = 0; i < drawn; i++)
        {
            ColumnDrift column = report.Columns[i];
            string hot = column.Verdict == DriftVerdict.Drift ? " hot" : "";
            double statistic = column.Statistic ?? 0;
            html.Append($"<a href=\"#c{i}\">{DriftCard.Text(column.Name)}</a>");
            html.Append(CultureInfo.InvariantCulture, $"<div class=\"bar{hot}\"><i style=\"width:{statistic * 100:0.#}%\"></i><u style=\"left:{report.Options.Effect * 100:0.#}%\"></u></div>");
            html.Append(CultureInfo.InvariantCulture, $"<span class=\"num\">{statistic:0.000}</span>");
        }

        html.Append("</div>");
    }

    private static void AppendCards(StringBuilder html, DriftReport report, ToolReport? tool)
    {
        html.Append("<h2>Columns</h2><p class=\"legend\"><span><i></i>baseline</span><span class=\"n\"><i></i>current</span></p><div class=\"cards\">");
        for (int i = 0; i < report.Columns.Count; i++) DriftCard.Append(html, report.Columns[i], tool?.Columns[i], tool?.Tool ?? "", i);
        html.Append("</div>");
    }
}
