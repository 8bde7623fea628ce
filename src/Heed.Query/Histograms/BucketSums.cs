using Heed.Model.Histograms;
using Heed.Query.Functions;

namespace Heed.Query.Histograms;

/// <summary>The buckets of one side, by ascending index, as sums with compensation; owned and used again by one histogram sum.</summary>
internal sealed class BucketSums
{
    private int[] _indexes = [];
    private CompensatedSum[] _sums = [];
    private int[] _mergedIndexes = [];
    private CompensatedSum[] _mergedSums = [];

    public int Count { get; private set; }

    public int IndexAt(int position) => _indexes[position];

    public double ValueAt(int position) => _sums[position].Value;

    public void Clear() => Count = 0;

    public void Load(BucketCursor cursor, int capacity)
    {
        Reserve(capacity);
        Count = 0;
        while (cursor.MoveNext())
        {
            _indexes[Count] = cursor.Index;
            _sums[Count++] = new CompensatedSum(cursor.Count, 0);
        }
    }

    public void Add(BucketSums other, bool subtract)
    {
        if (SameIndexes(other))
        {
            for (int i = 0; i < Count; i++) Include(ref _sums[i], other._sums[i], subtract);
            return;
        }

        ReserveMerged(Count + other.Count);
        int own = 0;
        int its = 0;
        int merged = 0;
        while (own < Count || its < other.Count)
        {
            int index = Math.Min(own < Count ? _indexes[own] : int.MaxValue, its < other.Count ? other._indexes[its] : int.MaxValue);
            CompensatedSum sum = default;
            if (own < Count && _indexes[own] == index) sum = _sums[own++];
            if (its < other.Count && other._indexes[its] == index) Include(ref sum, other._sums[its++], subtract);
            _mergedIndexes[merged] = index;
            _mergedSums[merged++] = sum;
        }

        (_indexes, _mergedIndexes) = (_mergedIndexes, _indexes);
        (_sums, _mergedSums) = (_mergedSums, _sums);
        Count = merged;
    }

    /// <summary>Merges neighbours for a schema that is coarser by so many halvings.</summary>
    public void Coarsen(int halvings)
    {
        if (halvings == 0) return;
        for (int i = 0; i < Count; i++) _indexes[i] = BucketBounds.Coarser(_indexes[i], halvings);
        MergeEqual();
    }

    /// <summary>Moves every bucket to the one that ends at the next bound that is left.</summary>
    public void Rebound(IReadOnlyList<double> from, IReadOnlyList<double> to)
    {
        int target = 0;
        for (int i = 0; i < Count; i++)
        {
            double bound = BucketBounds.Custom(from, _indexes[i]);
            while (target < to.Count && to[target] < bound) target++;
            _indexes[i] = target;
        }

        MergeEqual();
    }

    /// <summary>The end of a populated bucket that the threshold would cut, else the threshold itself.</summary>
    public double RaiseThreshold(double threshold, int schema)
    {
        for (int i = 0; i < Count && BucketBounds.Exponential(schema, _indexes[i] - 1) < threshold; i++)
        {
            double end = BucketBounds.Exponential(schema, _indexes[i]);
            if (end > threshold && ValueAt(i) != 0) return end;
        }

        return threshold;
    }

    /// <summary>Removes what begins below the threshold and adds it to the zero bucket.</summary>
    public void MoveBelow(double threshold, int schema, ref CompensatedSum zeros)
    {
        int moved = 0;
        while (moved < Count && BucketBounds.Exponential(schema, _indexes[moved] - 1) < threshold) Include(ref zeros, _sums[moved++], false);
        Count -= moved;
        Array.Copy(_indexes, moved, _indexes, 0, Count);
        Array.Copy(_sums, moved, _sums, 0, Count);
    }

    public void Multiply(double factor)
    {
        for (int i = 0; i < Count; i++) _sums[i] = new CompensatedSum(_sums[i].Sum * factor, _sums[i].Carry * factor);
    }

    public void Divide(double divisor)
    {
        for (int i = 0; i < Count; i++) _sums[i] = new CompensatedSum(_sums[i].Sum / divisor, _sums[i].Carry / divisor);
    }

    public bool IsWithin(double limit)
    {
        for (int i = 0; i < Count; i++)
        {
            if (Math.Abs(_sums[i].Sum) > limit) return false;
        }

        return true;
    }

    /// <summary>The buckets that hold anything, as a histogram stores them.</summary>
    public (BucketSpan[] Spans, double[] Counts) Pack()
    {
        CountPopulated(out int spanCount, out int populated);
        BucketSpan[] spans = spanCount == 0 ? [] : new BucketSpan[spanCount];
        double[] counts = populated == 0 ? [] : new double[populated];
        int span = -1;
        int at = 0;
        int next = 0;
        for (int i = 0; i < Count; i++)
        {
            double value = ValueAt(i);
            if (value == 0) continue;
            if (span >= 0 && _indexes[i] == next) spans[span] = spans[span] with { Length = spans[span].Length + 1 };
            else spans[++span] = new BucketSpan(_indexes[i] - next, 1);
            next = _indexes[i] + 1;
            counts[at++] = value;
        }

        return (spans, counts);
    }

    private void CountPopulated(out int spans, out int populated)
    {
        spans = 0;
        populated = 0;
        int next = 0;
        for (int i = 0; i < Count; i++)
        {
            if (ValueAt(i) == 0) continue;
            if (populated == 0 || _indexes[i] != next) spans++;
            populated++;
            next = _indexes[i] + 1;
        }
    }

    private static void Include(ref CompensatedSum sum, CompensatedSum other, bool subtract)
    {
        sum.Add(subtract ? -other.Sum : other.Sum);
        if (other.Carry != 0) sum.Add(subtract ? -other.Carry : other.Carry);
    }

    private bool SameIndexes(BucketSums other) =>
        Count == other.Count && _indexes.AsSpan(0, Count).SequenceEqual(other._indexes.AsSpan(0, Count));

    private void MergeEqual()
    {
        int kept = 0;
        for (int i = 1; i < Count; i++)
        {
            if (_indexes[i] == _indexes[kept])
            {
                Include(ref _sums[kept], _sums[i], false);
                continue;
            }

            kept++;
            _indexes[kept] = _indexes[i];
            _sums[kept] = _sums[i];
        }

        Count = Math.Min(Count, kept + 1);
    }

    private void Reserve(int capacity)
    {
        if (_indexes.Length >= capacity) return;
        _indexes = new int[capacity];
        _sums = new CompensatedSum[capacity];
    }

    private void ReserveMerged(int capacity)
    {
        if (_mergedIndexes.Length >= capacity) return;
        _mergedIndexes = new int[capacity * 2];
        _mergedSums = new CompensatedSum[capacity * 2];
    }
}
