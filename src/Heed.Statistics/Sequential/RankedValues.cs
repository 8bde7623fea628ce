namespace Heed.Statistics.Sequential;

/// <summary>Values in ascending blocks of bounded length: a rank and an insertion touch the list of blocks and one block.</summary>
internal sealed class RankedValues
{
    private const int MostInBlock = 1_024;

    private readonly List<List<double>> _blocks = [[]];

    public RankedValues(ReadOnlySpan<double> values)
    {
        using Quantiles.SortedSample sorted = Quantiles.SortedSample.Of(values);
        for (int from = 0; from < sorted.Count; from += MostInBlock / 2)
        {
            List<double> block = [.. sorted.Values.Slice(from, Math.Min(MostInBlock / 2, sorted.Count - from))];
            if (from == 0) _blocks[0] = block;
            else _blocks.Add(block);
        }

        Count = sorted.Count;
    }

    public long Count { get; private set; }

    /// <summary>Inserts a value; returns how many are below it, and how many equal it, itself included.</summary>
    public (long Below, long Equal) Insert(double value)
    {
        long below = 0;
        long upTo = 0;
        int at = -1;
        for (int i = 0; i < _blocks.Count; i++)
        {
            List<double> block = _blocks[i];
            if (block.Count > 0 && block[^1] < value)
            {
                below += block.Count;
                upTo += block.Count;
                continue;
            }

            if (at < 0) at = i;
            if (block.Count > 0 && block[0] > value) break;
            below += Bound(block, value, false);
            upTo += Bound(block, value, true);
        }

        Place(at < 0 ? _blocks.Count - 1 : at, value);
        Count++;
        return (below, upTo - below + 1);
    }

    private void Place(int at, double value)
    {
        List<double> block = _blocks[at];
        block.Insert(Bound(block, value, false), value);
        if (block.Count <= MostInBlock) return;
        _blocks.Insert(at + 1, block.GetRange(MostInBlock / 2, block.Count - (MostInBlock / 2)));
        block.RemoveRange(MostInBlock / 2, block.Count - (MostInBlock / 2));
    }

    private static int Bound(List<double> block, double value, bool orEqual)
    {
        int low = 0;
        int high = block.Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (block[middle] < value || (orEqual && block[middle] == value)) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
