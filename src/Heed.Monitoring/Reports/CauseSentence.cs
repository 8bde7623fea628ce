using System.Globalization;

using Heed.Model.Time;
using Heed.Monitoring.Quality;
using Heed.Monitoring.Windows;

namespace Heed.Monitoring.Reports;

/// <summary>Says in words why a figure does not exist, and since when.</summary>
internal static class CauseSentence
{
    /// <summary>Null where the window is compared with the baseline.</summary>
    public static string? OfWindow(SlidingWindow window, WindowFigures figures, long nowMs)
    {
        if (window.ComparedAt(nowMs) is not null) return null;
        if (window.IsOutdated(nowMs)) return $"no window of predictions since {Rfc3339.Format(figures.LastMs)}";
        return window.ClosedCount == 0
            ? Text($"{figures.Records:N0} predictions so far; a comparison with the baseline needs {window.Needed:N0}")
            : Text($"{figures.Records:N0} predictions in the last window; a comparison with the baseline needs {window.Needed:N0}");
    }

    /// <summary>Null where the whole has a figure of quality.</summary>
    public static string? OfQuality(RollingQuality quality, TimeSpan window, long endMs)
    {
        long labels = quality.LabelsAt(endMs);
        if (labels >= RollingQuality.LeastLabels) return null;
        if (quality.LastLabelMs is not { } lastMs) return "no prediction has a label yet";
        return labels == 0
            ? $"no labels since {Rfc3339.Format(lastMs)}"
            : Text($"{labels} labels in the last {PrometheusDuration.Format(window)}; a figure needs {RollingQuality.LeastLabels}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
