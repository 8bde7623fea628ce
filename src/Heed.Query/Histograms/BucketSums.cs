using System.Numerics;

using Heed.Model.Histograms;
using Heed.Query.Functions;

namespace Heed.Query.Histograms;

/// <summary>The buckets of one side, by ascending index, as sums with compensation; owned and used again by one histogram sum.</summary>
internal sealed class BucketSums
{
    private int[] _indexes = [];
    private double[] _sums = [];
    private double[] _carries = [];
    private int[] _mergedIndexes = [];
    private double[] _mergedSums = [];
    private double[] _mergedCarries = [];

    private bool _hasCarries;

    public int Count { get; private set; }

    public int IndexAt(int position) => _indexes[position];

    public double ValueAt(int position) => SumAt(position).Value;

    public void Clear() => Count = 0;

    public void Load(IReadOnlyList<BucketSpan> spans, IReadOnlyList<double> counts)
    {
        Reserve(counts.Count);
        Count = 0;
        int next = 0;
        for (int i = 0; i < spans.Count; i++)
        {
            BucketSpan span = spans[i];
            next += span.Offset;
            for (int end = Math.Min(Count + span.Length, counts.Count); Count < end; Count++) _indexes[Count] = next++;
        }

        if (counts is double[] array) array.AsSpan(0, Count).CopyTo(_sums);
        else for (int i = 0; i < Count; i++) _sums[i] = counts[i];
        Array.Clear(_carries, 0, Count);
        _hasCarries = false;
    }

    public void Add(BucketSums other, bool subtract)
    {
        _hasCarries = true;
        if (SameIndexes(other))
        {
            AddInPlace(other, subtract);
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
            if (own < Count && _indexes[own] == index) sum = SumAt(own++);
            if (its < other.Count && other._indexes[its] == index) Include(ref sum, other.SumAt(its++), subtract);
            _mergedIndexes[merged] = index;
            _mergedSums[merged] = sum.Sum;
            _mergedCarries[merged++] = sum.Carry;
        }

        (_indexes, _mergedIndexes) = (_mergedIndexes, _indexes);
        (_sums, _mergedSums) = (_mergedSums, _sums);
        (_carries, _mergedCarries) = (_mergedCarries, _carries);
        Count = merged;
    }

    /// <summary>Merges neighbours for a schema that is coarser by so many halvings.</summary>
    public void Coarsen(int halvings)
    {
        if (halvings == 0) return;
        _hasCarries = true;
        for (int i = 0; i < Count; i++) _indexes[i] = BucketBounds.Coarser(_indexes[i], halvings);
        MergeEqual();
    }

    /// <summary>Moves every bucket to the one that ends at the next bound that is left.</summary>
    public void Rebound(IReadOnlyList<double> from, IReadOnlyList<double> to)
    {
        _hasCarries = true;
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
        while (moved < Count && BucketBounds.Exponential(schema, _indexes[moved] - 1) < threshold) Include(ref zeros, SumAt(moved++), false);
        Count -= moved;
        Array.Copy(_indexes, moved, _indexes, 0, Count);
        Array.Copy(_sums, moved, _sums, 0, Count);
        Array.Copy(_carries, moved, _carries, 0, Count);
    }

    public void Multiply(double factor)
    {
        for (int i = 0; i < Count; i++) _sums[i] *= factor;
        for (int i = 0; i < Count; i++) _carries[i] *= factor;
    }

    public void Divide(double divisor)
    {
        for (int i = 0; i < Count; i++) _sums[i] /= divisor;
        for (int i = 0; i < Count; i++) _carries[i] /= divisor;
    }

    public bool IsWithin(double limit)
    {
        for (int i = 0; i < Count; i++)
        {
            if (Math.Abs(_sums[i]) > limit) return false;
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

    private CompensatedSum SumAt(int position) => new(_sums[position], _carries[position]);

    private void Set(int position, CompensatedSum sum)
    {
        _sums[position] = sum.Sum;
        _carries[position] = sum.Carry;
    }

    private void AddInPlace(BucketSums other, bool subtract)
    {
        int done = other._hasCarries ? 0 : AddVectors(other, subtract);
        for (int i = done; i < Count; i++)
        {
            CompensatedSum sum = SumAt(i);
            Include(ref sum, other.SumAt(i), subtract);
            Set(i, sum);
        }
    }

    /// <summary>
    /// Adds as many whole vectors as there are and answers how many buckets that is. Knuth's error of a sum needs no comparison and is
    /// the same number as Neumaier's, wherever the sum is finite.
    /// </summary>
    private int AddVectors(BucketSums other, bool subtract)
    {
        Vector<double> sign = new(subtract ? -1.0 : 1.0);
        Vector<double> infinite = new(double.PositiveInfinity);
        int i = 0;
        for (; i <= Count - Vector<double>.Count; i += Vector<double>.Count)
        {
            Vector<double> own = new(_sums, i);
            Vector<double> its = new Vector<double>(other._sums, i) * sign;
            Vector<double> total = own + its;
            Vector<double> gained = total - own;
            Vector<double> lost = (own - (total - gained)) + (its - gained);
            Vector<double> carry = new Vector<double>(_carries, i) + lost;
            carry = Vector.ConditionalSelect(Vector.Equals(Vector.Abs(total), infinite), Vector<double>.Zero, carry);
            total.CopyTo(_sums, i);
            carry.CopyTo(_carries, i);
        }

        return i;
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
                CompensatedSum sum = SumAt(kept);
                Include(ref sum, SumAt(i), false);
                Set(kept, sum);
                continue;
            }

            kept++;
            _indexes[kept] = _indexes[i];
            Set(kept, SumAt(i));
        }

        Count = Math.Min(Count, kept + 1);
    }

    private void Reserve(int capacity)
    {
        if (_indexes.Length >= capacity) return;
        _indexes = new int[capacity];
        _sums = new double[capacity];
        _carries = new double[capacity];
    }

    private void ReserveMerged(int capacity)
    {
        if (_mergedIndexes.Length >= capacity) return;
        _mergedIndexes = new int[capacity * 2];
        _mergedSums = new double[capacity * 2];
        _mergedCarries = new double[capacity * 2];
    }
}
