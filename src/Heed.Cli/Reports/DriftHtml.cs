using System.Text;

using Heed.Monitoring.Drift;
using Heed.Monitoring.Drift.Presets;

namespace Heed.Cli.Reports;

/// <summary>A comparison as one HTML file that needs nothing else.</summary>
internal static class DriftHtml
{
    public static string Write(DriftReport report, ToolReport? tool)
    {
        StringBuilder html = new();
        html.Append(report.Sentence).Append(tool?.Sentence);
        return html.ToString();
    }
}
