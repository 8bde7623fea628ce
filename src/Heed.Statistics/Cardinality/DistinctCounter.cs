using System.Numerics;

namespace Heed.Statistics.Cardinality;

/// <summary>
/// How many different values a stream has, in bounded space and mergeable: the hashes themselves up to 1,024 of them, which is exact; then
/// HyperLogLog with 2^15 registers of a byte and Ertl's estimator, standard error 0.6 %, unbiased at any number. Assumes that the hashes
/// of different values differ (64 bits: one collision is likely at four billion values). −0 counts as 0 and every NaN as one value.
/// Source: P. Flajolet et al., AofA (2007) 137; O. Ertl, arXiv:1702.01284 (2017). See docs/statistics/sketches.md.
/// </summary>
public sealed class DistinctCounter
{
    /// <summary>Up to here the count is exact.</summary>
    public const int ExactLimit = 1_024;

    private const int Precision = 15;
    private const int Registers = 1 << Precision;
    private const int MostRank = 64 - Precision + 1;

    private HashSet<ulong>? _exact = [];
    private byte[]? _registers;

    /// <summary>Whether the count is exact.</summary>
    public bool IsExact => _exact is not null;

    /// <summary>The number of different values.</summary>
    public double Count => _exact is not null ? _exact.Count : Estimate(_registers!);

    public void Add(double value) =>
        AddHash(Hash64.Of(BitConverter.DoubleToUInt64Bits(double.IsNaN(value) ? double.NaN : value == 0 ? 0 : value)));

    public void Add(long value) => AddHash(Hash64.Of((ulong)value));

    public void Add(ReadOnlySpan<char> text) => AddHash(Hash64.Of(text));

    public void Add(ReadOnlySpan<byte> bytes) => AddHash(Hash64.Of(bytes));

    /// <summary>Takes in what another counter has seen: the result is that of the union of both streams.</summary>
    public void MergeFrom(DistinctCounter other)
    {
        if (other._exact is not null)
        {
            if (ReferenceEquals(other, this)) return;
            foreach (ulong hash in other._exact) AddHash(hash);
            return;
        }

        if (_exact is not null) Spill();
        for (int i = 0; i < Registers; i++) _registers![i] = Math.Max(_registers[i], other._registers![i]);
    }

    private void AddHash(ulong hash)
    {
        if (_exact is not null)
        {
            if (!_exact.Add(hash) || _exact.Count <= ExactLimit) return;
            Spill();
            return;
        }

        Register(hash);
    }

    private void Spill()
    {
        HashSet<ulong> hashes = _exact!;
        _exact = null;
        _registers = new byte[Registers];
        foreach (ulong hash in hashes) Register(hash);
    }

    private void Register(ulong hash)
    {
        int at = (int)(hash >> (64 - Precision));
        byte rank = (byte)(BitOperations.LeadingZeroCount((hash << Precision) | (1UL << (Precision - 1))) + 1);
        if (_registers![at] < rank) _registers[at] = rank;
    }

    private static double Estimate(byte[] registers)
    {
        Span<int> histogram = stackalloc int[MostRank + 1];
        histogram.Clear();
        foreach (byte rank in registers) histogram[rank]++;
        double m = Registers;
        double z = m * Tau(1 - (histogram[MostRank] / m));
        for (int k = MostRank - 1; k >= 1; k--) z = 0.5 * (z + histogram[k]);
        z += m * Sigma(histogram[0] / m);
        return m * m / (2 * Math.Log(2) * z);
    }

    /// <summary>x + Σ x^(2^k)·2^(k−1): the correction for registers that nothing reached.</summary>
    private static double Sigma(double x)
    {
        if (x == 1) return double.PositiveInfinity;
        double y = 1;
        double z = x;
        double before;
        do
        {
            x *= x;
            before = z;
            z += x * y;
            y += y;
        }
        while (z != before);
        return z;
    }

    /// <summary>The correction for registers that are full.</summary>
    private static double Tau(double x)
    {
        if (x is 0 or 1) return 0;
        double y = 1;
        double z = 1 - x;
        double before;
        do
        {
            x = Math.Sqrt(x);
            before = z;
            y *= 0.5;
            z -= (1 - x) * (1 - x) * y;
        }
        while (z != before);
        return z / 3;
    }
}
