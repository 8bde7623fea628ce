using System.Globalization;
using System.Net;
using System.Text;

using Heed.Monitoring.Drift;
using Heed.Monitoring.Reports;

namespace Heed.Cli.Reports;

/// <summary>Draws the distributions of both sides: a number's as bars and an outline over them, a category's as pairs of bars.</summary>
internal static class DistributionSvg
{
    private const int Width = 520;
    private const int Height = 130;
    private const int Bottom = 18;
    private const int RowHeight = 26;
    private const int LabelWidth = 150;
    private const int ShareWidth = 96;

    /// <summary>Categories that are drawn: those with the largest shares of both sides together.</summary>
    private const int MostCategories = 8;

    private const int LongestLabel = 21;

    public static void Append(StringBuilder html, FeatureDistribution distribution, string label)
    {
        if (distribution.Edges.Count > 1) AppendNumbers(html, distribution, label);
        else if (distribution.Categories.Count > 0) AppendCategories(html, distribution, label);
    }

    private static void AppendNumbers(StringBuilder html, FeatureDistribution shape, string label)
    {
        int bins = shape.Edges.Count - 1;
        double most = Math.Max(shape.Baseline.Max(), shape.Current.Max());
        if (!(most > 0)) return;
        double width = Width / (double)bins;
        Open(html, Height, label);
        html.Append("<path class=\"b\" d=\"");
        for (int i = 0; i < bins; i++)
        {
            double height = shape.Baseline[i] / most * (Height - Bottom - 4);
            if (height > 0) html.Append($"M{Number(i * width)} {Height - Bottom}v{Number(-height)}h{Number(width - 1)}v{Number(height)}z");
        }

        html.Append($"\"/><path class=\"c\" d=\"M0 {Height - Bottom}");
        for (int i = 0; i < bins; i++)
        {
            double top = Height - Bottom - (shape.Current[i] / most * (Height - Bottom - 4));
            html.Append($"V{Number(top)}H{Number((i + 1) * width)}");
        }

        html.Append($"V{Height - Bottom}z\"/><path class=\"axis\" d=\"M0 {Height - Bottom}H{Width}\"/>");
        html.Append($"<text x=\"0\" y=\"{Height - 4}\">{DriftSentence.Figure(shape.Edges[0])}</text>");
        double middle = (shape.Edges[0] / 2) + (shape.Edges[^1] / 2);
        html.Append($"<text x=\"{Width / 2}\" y=\"{Height - 4}\" text-anchor=\"middle\">{DriftSentence.Figure(middle)}</text>");
        html.Append($"<text x=\"{Width}\" y=\"{Height - 4}\" text-anchor=\"end\">{DriftSentence.Figure(shape.Edges[^1])}</text></svg>");
    }

    private static void AppendCategories(StringBuilder html, FeatureDistribution shape, string label)
    {
        int[] drawn =
        [
            .. Enumerable.Range(0, shape.Categories.Count)
                .OrderByDescending(i => shape.Baseline[i] + shape.Current[i])
                .Take(MostCategories),
        ];
        double most = drawn.Max(i => Math.Max(shape.Baseline[i], shape.Current[i]));
        if (!(most > 0)) return;
        int room = Width - LabelWidth - ShareWidth;
        Open(html, drawn.Length * RowHeight, label);
        for (int row = 0; row < drawn.Length; row++)
        {
            int i = drawn[row];
            int y = row * RowHeight;
            html.Append($"<text x=\"0\" y=\"{y + 16}\">{WebUtility.HtmlEncode(Shortened(shape.Categories[i]))}</text>");
            html.Append($"<path class=\"b\" d=\"M{LabelWidth} {y + 3}h{Number(shape.Baseline[i] / most * room)}v9h{Number(-shape.Baseline[i] / most * room)}z\"/>");
            html.Append($"<path class=\"cb\" d=\"M{LabelWidth} {y + 12}h{Number(shape.Current[i] / most * room)}v9h{Number(-shape.Current[i] / most * room)}z\"/>");
            string shares = $"{DriftSentence.Percent(shape.Baseline[i])} → {DriftSentence.Percent(shape.Current[i])}";
            html.Append($"<text x=\"{Width}\" y=\"{y + 16}\" text-anchor=\"end\">{shares}</text>");
        }

        html.Append("</svg>");
    }

    private static void Open(StringBuilder html, int height, string label) =>
        html.Append($"<svg viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(label)}\">");

    private static string Shortened(string name) => name.Length <= LongestLabel ? name : name[..(LongestLabel - 1)] + "…";

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
