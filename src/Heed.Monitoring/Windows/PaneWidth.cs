namespace Heed.Monitoring.Windows;

/// <summary>How a window is cut into panes of equal duration.</summary>
internal readonly record struct PaneWidth(long Milliseconds, int Count)
{
    public const int MostPanes = 1000;

    private const long Second = 1000;
    private const long Minute = 60 * Second;
    private const long Hour = 60 * Minute;

    private static readonly long[] Round =
    [
        Second, 5 * Second, 10 * Second, 15 * Second, 30 * Second, Minute, 2 * Minute, 5 * Minute, 10 * Minute, 15 * Minute, 30 * Minute,
        Hour, 2 * Hour, 3 * Hour, 4 * Hour, 6 * Hour, 12 * Hour, 24 * Hour,
    ];

    /// <summary>The smallest round duration that divides the window; where none does, the smallest number of milliseconds that does.</summary>
    /// <param name="mostPanes">Panes at most.</param>
    public static PaneWidth Of(TimeSpan window, int mostPanes = MostPanes)
    {
        long total = (long)window.TotalMilliseconds;
        foreach (long width in Round)
        {
            if (total % width == 0 && total / width <= mostPanes) return new PaneWidth(width, (int)(total / width));
        }

        int count = mostPanes;
        while (total % count != 0) count--;
        return new PaneWidth(total / count, count);
    }

    /// <summary>The number of the pane that holds a time: its start divided by the width, also before 1970.</summary>
    public long PaneOf(long timeMs)
    {
        long pane = timeMs / Milliseconds;
        return timeMs % Milliseconds < 0 ? pane - 1 : pane;
    }
}
