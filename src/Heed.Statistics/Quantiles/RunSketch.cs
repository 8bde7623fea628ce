using System.Numerics.Tensors;

namespace Heed.Statistics.Quantiles;

/// <summary>
/// A mergeable summary of many numbers for comparisons of whole distributions: exact up to the size of its buffer, then with a rank error
/// that it counts itself and that stays below 0.1 % for a million values. A full buffer is sorted and thinned to a run of every
/// fourth value; two runs of one weight become one of twice the weight that keeps every second value, the odd and the even ones in turn.
/// NaN and infinities must be left out by the caller. The same values in the same order give the same summary. Source: J. I. Munro and
/// M. S. Paterson, Theoretical Computer Science 12 (1980) 315; G. S. Manku, S. Rajagopalan and B. G. Lindsay, SIGMOD (1998) 426. See
/// docs/statistics/sketches.md.
/// </summary>
public sealed class RunSketch
{
    /// <summary>Values that are held before the first is given up.</summary>
    public const int DefaultBuffer = 16_384;

    public const int LeastBuffer = 1024;

    private const int Stride = 4;
    private const int FirstBuffer = 256;

    private readonly int _buffer;
    private readonly List<double[]?> _runs = [];
    private readonly Stack<double[]> _free = [];
    private double[] _pending = [];
    private int _pendingCount;
    private long _lost;
    private int _collapses;
    private Moments _moments;

    /// <param name="buffer">A multiple of 4, at least <see cref="LeastBuffer"/>: the rank error falls as its inverse.</param>
    public RunSketch(int buffer = DefaultBuffer)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(buffer, LeastBuffer);
        if (buffer % Stride != 0) throw new ArgumentException($"expected a multiple of {Stride}, found {buffer}", nameof(buffer));
        _buffer = buffer;
    }

    /// <summary>Values summarised.</summary>
    public long Count => _moments.Count + _pendingCount;

    /// <summary>The most by which the rank of any point may be wrong, as a share of <see cref="Count"/>.</summary>
    public double RankError => Count == 0 ? 0 : _lost / (double)Count;

    public void Add(double value)
    {
        if (_pendingCount == _pending.Length) MakeRoom();
        _pending[_pendingCount++] = value;
    }

    /// <summary>Takes in what another summary of the same buffer has seen, and leaves that one as it is.</summary>
    public void MergeFrom(RunSketch other)
    {
        if (other._buffer != _buffer) throw new ArgumentException($"expected a buffer of {_buffer}, found {other._buffer}", nameof(other));
        for (int level = 0; level < other._runs.Count; level++)
        {
            if (other._runs[level] is { } run) Carry([.. run], level);
        }

        _lost += other._lost;
        _moments = _moments.With(other._moments);
        for (int i = 0; i < other._pendingCount; i++) Add(other._pending[i]);
    }

    /// <summary>All that is known, as at most <paramref name="size"/> values.</summary>
    public RankedSample ToSample(int size)
    {
        Moments all = _moments.With(Moments.Of(_pending.AsSpan(0, _pendingCount)));
        (double[] values, long[] upTo) = Merged();
        double error = RankError;
        if (Count > size)
        {
            values = AtRanks(values, upTo, size);
            error += 0.5 / size;
        }
        else if (_lost > 0)
        {
            values = AtRanks(values, upTo, (int)Count);
        }

        return new RankedSample(values, Count, error, all.Minimum, all.Maximum, all.Mean, all.Deviation);
    }

    private static int WeightOf(int level) => Stride << level;

    private void MakeRoom()
    {
        if (_pending.Length < _buffer)
        {
            Array.Resize(ref _pending, Math.Min(_buffer, Math.Max(FirstBuffer, _pending.Length * 4)));
            return;
        }

        RadixSort.Sort(_pending);
        _moments = _moments.With(Moments.Of(_pending));
        double[] run = FreeRun();
        for (int i = 0; i < run.Length; i++) run[i] = _pending[(i * Stride) + (Stride / 2)];
        _pendingCount = 0;
        _lost += Stride / 2;
        Carry(run, 0);
    }

    private double[] FreeRun() => _free.TryPop(out double[]? free) ? free : new double[_buffer / Stride];

    private void Carry(double[] run, int level)
    {
        while (level < _runs.Count && _runs[level] is { } other)
        {
            double[] kept = FreeRun();
            Collapse(other, run, _collapses++ & 1, kept);
            _free.Push(other);
            _free.Push(run);
            run = kept;
            _runs[level] = null;
            _lost += WeightOf(level);
            level++;
        }

        while (_runs.Count <= level) _runs.Add(null);
        _runs[level] = run;
    }

    /// <summary>Every second value of the union, from the first or from the second one on.</summary>
    private static void Collapse(double[] first, double[] second, int from, double[] kept)
    {
        int i = 0;
        int j = 0;
        for (int rank = 0; rank < first.Length + second.Length; rank++)
        {
            bool takeFirst = j == second.Length || (i < first.Length && first[i] <= second[j]);
            double value = takeFirst ? first[i++] : second[j++];
            if ((rank & 1) == from) kept[rank >> 1] = value;
        }
    }

    /// <summary>The values that are held, ascending, each with the number of summarised ones up to it.</summary>
    private (double[] Values, long[] UpTo) Merged()
    {
        double[] values = _pending.AsSpan(0, _pendingCount).ToArray();
        RadixSort.Sort(values);
        long[] weights = new long[values.Length];
        Array.Fill(weights, 1);
        for (int level = 0; level < _runs.Count; level++)
        {
            if (_runs[level] is { } run) (values, weights) = Union(values, weights, run, WeightOf(level));
        }

        for (int i = 1; i < weights.Length; i++) weights[i] += weights[i - 1];
        return (values, weights);
    }

    private static (double[] Values, long[] Weights) Union(double[] values, long[] weights, double[] run, long weight)
    {
        double[] union = new double[values.Length + run.Length];
        long[] unionWeights = new long[union.Length];
        int i = 0;
        int j = 0;
        for (int k = 0; k < union.Length; k++)
        {
            bool takeFirst = j == run.Length || (i < values.Length && values[i] <= run[j]);
            unionWeights[k] = takeFirst ? weights[i] : weight;
            union[k] = takeFirst ? values[i++] : run[j++];
        }

        return (union, unionWeights);
    }

    /// <summary>The values in the middle of equal shares of the ranks.</summary>
    private static double[] AtRanks(double[] values, long[] upTo, int size)
    {
        double[] picked = new double[size];
        double step = upTo[^1] / (double)size;
        int at = 0;
        for (int i = 0; i < size; i++)
        {
            double rank = (i + 0.5) * step;
            while (upTo[at] < rank) at++;
            picked[i] = values[at];
        }

        return picked;
    }

    /// <summary>Combined as T. F. Chan, G. H. Golub and R. J. LeVeque, The American Statistician 37 (1983) 242, combine.</summary>
    private readonly record struct Moments(long Count, double Mean, double Squares, double Minimum, double Maximum)
    {
        public double Deviation => Count == 0 ? double.NaN : Math.Sqrt(Squares / Count);

        public static Moments Of(ReadOnlySpan<double> values)
        {
            if (values.IsEmpty) return new Moments(0, double.NaN, 0, double.NaN, double.NaN);
            double mean = TensorPrimitives.Sum(values) / values.Length;
            double squares = 0;
            foreach (double value in values) squares += (value - mean) * (value - mean);
            return new Moments(values.Length, mean, squares, TensorPrimitives.Min(values), TensorPrimitives.Max(values));
        }

        public Moments With(Moments other)
        {
            if (Count == 0) return other;
            if (other.Count == 0) return this;
            double count = Count + other.Count;
            double delta = other.Mean - Mean;
            return new Moments(
                Count + other.Count,
                Mean + (delta * other.Count / count),
                Squares + other.Squares + (delta * delta * Count * other.Count / count),
                Math.Min(Minimum, other.Minimum),
                Math.Max(Maximum, other.Maximum));
        }
    }
}
