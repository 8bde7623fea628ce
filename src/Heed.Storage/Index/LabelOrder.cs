using Heed.Model.Labels;
using Heed.Storage.Head;

namespace Heed.Storage.Index;

/// <summary>
/// Puts series into the order of their labels without comparing labels each time: most slots have a rank, and the few that came
/// since the ranks were given are sorted and merged in. Safe to use from any thread.
/// </summary>
internal sealed class LabelOrder
{
    /// <summary>Ranks are given anew when so many slots have none, and these are more than an eighth.</summary>
    private const int LeastUnranked = 1024;

    private readonly Lock _gate = new();
    private volatile int[] _ranks = [];

    /// <summary>Sorts series by labels.</summary>
    /// <param name="series">Any series of the index.</param>
    /// <param name="slots">All slots, a null for each series that is gone.</param>
    /// <param name="count">How many slots are in use.</param>
    public void Sort(HeadSeries[] series, HeadSeries?[] slots, int count)
    {
        int[] ranks = RanksOf(slots, count);
        int[] keys = new int[series.Length];
        int unranked = 0;
        for (int i = 0; i < series.Length; i++)
        {
            int slot = series[i].Slot;
            bool isRanked = slot < ranks.Length && ranks[slot] >= 0;
            keys[i] = isRanked ? ranks[slot] : int.MaxValue;
            if (!isRanked) unranked++;
        }

        Array.Sort(keys, series);
        if (unranked > 0) MergeTail(series, series.Length - unranked);
    }

    private static void MergeTail(HeadSeries[] series, int ranked)
    {
        HeadSeries[] head = series[..ranked];
        HeadSeries[] tail = series[ranked..];
        Array.Sort(tail, static (a, b) => a.Labels.CompareTo(b.Labels));
        int a = 0;
        int b = 0;
        for (int i = 0; i < series.Length; i++)
        {
            bool takesHead = b == tail.Length || (a < head.Length && head[a].Labels.CompareTo(tail[b].Labels) < 0);
            series[i] = takesHead ? head[a++] : tail[b++];
        }
    }

    private int[] RanksOf(HeadSeries?[] slots, int count)
    {
        int[] ranks = _ranks;
        if (IsFresh(ranks, count)) return ranks;
        lock (_gate)
        {
            return IsFresh(_ranks, count) ? _ranks : _ranks = Rank(slots, count);
        }
    }

    private static bool IsFresh(int[] ranks, int count) => count - ranks.Length <= Math.Max(LeastUnranked, ranks.Length / 8);

    private static int[] Rank(HeadSeries?[] slots, int count)
    {
        List<(LabelSet Labels, int Slot)> live = new(count);
        for (int slot = 0; slot < count; slot++)
        {
            if (slots[slot] is { } series) live.Add((series.Labels, slot));
        }

        live.Sort(static (a, b) => a.Labels.CompareTo(b.Labels));
        int[] ranks = new int[count];
        Array.Fill(ranks, -1);
        for (int rank = 0; rank < live.Count; rank++) ranks[live[rank].Slot] = rank;
        return ranks;
    }
}
