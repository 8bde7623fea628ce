using System.Globalization;
using System.Text;

using Heed.Query.Results;

namespace Heed.Query.Printing;

/// <summary>An explanation as a tree for people: an operator a line, its inputs below it.</summary>
public static class ExplanationText
{
    public static string Print(QueryExplanation explanation)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{Time(explanation.Elapsed)}, {explanation.SeriesSelected:N0} series selected, ");
        text.Append(CultureInfo.InvariantCulture, $"{explanation.SamplesRead:N0} samples read, {explanation.PeakSamples:N0} held at most, ");
        text.Append(CultureInfo.InvariantCulture, $"{Size(explanation.AllocatedBytes)} allocated\n");
        if (explanation.Root is { } root) Print(text, root, 0);
        return text.ToString();
    }

    private static void Print(StringBuilder text, OperatorReport report, int depth)
    {
        text.Append(' ', depth * 2).Append(CultureInfo.InvariantCulture, $"{report.Title}: {report.Series:N0} series x {report.Steps:N0} steps, ");
        text.Append(CultureInfo.InvariantCulture, $"{Time(report.Elapsed)} ({Time(report.OwnElapsed)} own), {Size(report.AllocatedBytes)}");
        if (report.SamplesRead > 0) text.Append(CultureInfo.InvariantCulture, $", {report.SamplesRead:N0} samples");
        if (report.SummariesUsed > 0) text.Append(CultureInfo.InvariantCulture, $", {report.SummariesUsed:N0} summaries");
        text.Append('\n');
        foreach (OperatorReport input in report.Inputs) Print(text, input, depth + 1);
    }

    private static string Time(TimeSpan time) => time.TotalMilliseconds < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMicroseconds:0.#} us")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.##} ms");

    private static string Size(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 20):0.#} MiB"),
    };
}
