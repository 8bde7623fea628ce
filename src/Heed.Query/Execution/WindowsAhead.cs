using Heed.Model.Samples;

namespace Heed.Query.Execution;

/// <summary>
/// Computes the columns of many series at once, a lane a thread, before they are asked for one by one. Each column is computed by one
/// lane exactly as it would be in turn, so that nothing depends on how the work was shared out. A series that needs more than a lane
/// can do, or that fails, is left to its turn, which decides and remarks as if nothing had been done ahead.
/// </summary>
internal sealed class WindowsAhead(QueryContext context, WindowLane[] lanes, int seriesCount, int steps)
{
    /// <summary>Results that wait to be asked for: eight megabytes at most.</summary>
    private const int MostWaiting = 1 << 20;

    /// <summary>As much work, in samples and results, takes longer by far than to wake another thread.</summary>
    private const long LeastWork = 1 << 16;

    private const int NotReady = -1;

    private readonly int[] _places = Filled(seriesCount);
    private readonly bool[] _asked = new bool[seriesCount];
    private double[] _results = [];
    private int _waiting;

    /// <summary>Whether so much work is worth more than one thread.</summary>
    public static bool IsWorthwhile(long work) => work >= LeastWork;

    /// <summary>Hands out a column that is ready, computing more of them where it is not. False where the caller has to compute it.</summary>
    public bool TryTake(int series, Span<double> target)
    {
        bool isFirst = !_asked[series];
        if (isFirst && _places[series] == NotReady && _waiting == 0) Compute(series);
        _asked[series] = true;
        int place = _places[series];
        if (place == NotReady) return false;
        _results.AsSpan(place * steps, steps).CopyTo(target);
        _places[series] = NotReady;
        _waiting--;
        return true;
    }

    private static int[] Filled(int count)
    {
        int[] places = new int[count];
        Array.Fill(places, NotReady);
        return places;
    }

    /// <summary>Computes the series from one on that nobody has asked for, as many as may wait.</summary>
    private void Compute(int first)
    {
        int most = steps == 0 ? 0 : Math.Min(seriesCount - first, MostWaiting / steps);
        List<int> chosen = new(most);
        for (int series = first; series < seriesCount && chosen.Count < most; series++)
        {
            if (!_asked[series]) chosen.Add(series);
        }

        if (chosen.Count < 2) return;
        if (_results.Length < chosen.Count * steps) _results = new double[chosen.Count * steps];
        int next = -1;
        Parallel.For(0, lanes.Length, new ParallelOptions { MaxDegreeOfParallelism = lanes.Length }, lane =>
        {
            for (int at = Interlocked.Increment(ref next); at < chosen.Count; at = Interlocked.Increment(ref next))
            {
                if (TryFill(lanes[lane], chosen[at], at)) _places[chosen[at]] = at;
            }
        });
        context.Continue();
        foreach (int series in chosen)
        {
            if (_places[series] != NotReady) _waiting++;
        }
    }

    private bool TryFill(WindowLane lane, int series, int place)
    {
        if (context.IsOver) return false;
        try
        {
            return lane.TryFill(series, _results.AsSpan(place * steps, steps));
        }
        catch (Exception failure) when (
            failure is QueryAbortedException or SeriesReadException or ObjectDisposedException or OperationCanceledException)
        {
            // In its turn the series fails again, if it still does, and then the query with it; alone it may also stay within the limits.
            return false;
        }
    }
}
