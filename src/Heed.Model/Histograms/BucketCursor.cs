namespace Heed.Model.Histograms;

/// <summary>Walks the buckets of one side of a histogram by ascending index, empty ones that are stored included.</summary>
/// <param name="spans">Of the same side as <paramref name="counts"/>.</param>
public struct BucketCursor(IReadOnlyList<BucketSpan> spans, IReadOnlyList<double> counts)
{
    private int _span;
    private int _inSpan;
    private int _next;
    private int _nextIndex;

    /// <summary>Before the first <see cref="MoveNext"/> and after the last one, not of any bucket.</summary>
    public int Index { get; private set; }

    public double Count { get; private set; }

    public bool MoveNext()
    {
        while (_span < spans.Count && _inSpan == spans[_span].Length)
        {
            _span++;
            _inSpan = 0;
        }

        if (_span >= spans.Count || _next >= counts.Count) return false;
        if (_inSpan == 0) _nextIndex += Gap();
        Index = _nextIndex++;
        Count = counts[_next++];
        _inSpan++;
        return true;
    }

    /// <summary>The offsets of empty spans in front count, too.</summary>
    private readonly int Gap()
    {
        int gap = spans[_span].Offset;
        for (int i = _span - 1; i >= 0 && spans[i].Length == 0; i--) gap += spans[i].Offset;
        return gap;
    }
}
