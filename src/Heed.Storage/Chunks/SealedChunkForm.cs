using System.Numerics;

namespace Heed.Storage.Chunks;

/// <summary>
/// How the values of a sealed chunk become whole numbers: as decimals of so many digits behind the point, as decimals with a rest in
/// units of the last binary place (sums of decimals drift by a few), or as their bits.
/// </summary>
/// <param name="Decimals">0 to <see cref="MaxDecimals"/>, or <see cref="Raw"/>.</param>
/// <param name="HasRests">A second number a value is added to its bits.</param>
/// <param name="Shift">Zero bits at the low end of all values, for <see cref="Raw"/>.</param>
internal readonly record struct SealedChunkForm(int Decimals, bool HasRests, int Shift)
{
    public const int MaxDecimals = 12;

    public const int Raw = 31;

    private const int RestFlag = 0x20;
    private const double LargestWhole = 1L << 53;

    /// <summary>
    /// The largest product of a rest and the decimal's digits as a whole number: an eighth of a step of the last digit. Beyond, the
    /// value is no decimal that has drifted but another number.
    /// </summary>
    private const double LargestDrift = 1L << 50;

    private static readonly double[] Powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12];

    public byte Code => (byte)(Decimals | (HasRests ? RestFlag : 0));

    /// <summary>False for a code that no writer writes.</summary>
    public static bool TryParse(byte code, byte shift, out SealedChunkForm form)
    {
        int decimals = code & ~RestFlag;
        bool hasRests = (code & RestFlag) != 0;
        bool isKnown = decimals == Raw ? !hasRests && shift < 64 : decimals <= MaxDecimals && shift == 0;
        form = isKnown ? new SealedChunkForm(decimals, hasRests, shift) : default;
        return isKnown;
    }

    /// <summary>The fewest digits that make every value but <paramref name="spared"/> of them a decimal, or null.</summary>
    public static SealedChunkForm? FindDecimals(ReadOnlySpan<double> values, bool withRests, int spared)
    {
        int decimals = 0;
        foreach (double value in values)
        {
            int needed = decimals;
            while (needed <= MaxDecimals && !Fits(value, needed, withRests)) needed++;
            if (needed <= MaxDecimals) decimals = needed;
            else if (--spared < 0) return null;
        }

        return new SealedChunkForm(decimals, withRests, 0);
    }

    public static SealedChunkForm OfBits(ReadOnlySpan<double> values)
    {
        ulong all = 0;
        foreach (double value in values) all |= BitConverter.DoubleToUInt64Bits(value);
        return new SealedChunkForm(Raw, false, all == 0 ? 0 : BitOperations.TrailingZeroCount(all));
    }

    /// <summary>The numbers that stand for a value; false where this form has none.</summary>
    public bool TryConvert(double value, out long number, out long rest)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(value);
        number = (long)(bits >> Shift);
        rest = 0;
        if (Decimals == Raw) return true;
        double scaled = Math.Round(value * Powers[Decimals]);
        if (!(Math.Abs(scaled) < LargestWhole)) return false;
        number = (long)scaled;
        rest = unchecked((long)(bits - BitConverter.DoubleToUInt64Bits(number / Powers[Decimals])));
        return HasRests ? Math.Abs((double)rest) * Math.Abs(scaled) <= LargestDrift : rest == 0;
    }

    /// <summary>Undoes <see cref="TryConvert"/> where there is no rest.</summary>
    public double Restore(long number) =>
        Decimals == Raw ? BitConverter.UInt64BitsToDouble((ulong)number << Shift) : number / Powers[Decimals];

    /// <summary>The same for a whole frame.</summary>
    public void Restore(ReadOnlySpan<long> numbers, Span<double> values)
    {
        if (Decimals == Raw)
        {
            for (int i = 0; i < values.Length; i++) values[i] = BitConverter.UInt64BitsToDouble((ulong)numbers[i] << Shift);
            return;
        }

        int at = 0;
        double power = Powers[Decimals];
        Vector<double> divisor = new(power);
        for (; at + Vector<long>.Count <= values.Length; at += Vector<long>.Count)
        {
            Vector<double> whole = Vector.ConvertToDouble(new Vector<long>(numbers[at..]));
            (Decimals == 0 ? whole : whole / divisor).CopyTo(values[at..]);
        }

        for (; at < values.Length; at++) values[at] = numbers[at] / power;
    }

    public static void AddRests(ReadOnlySpan<long> rests, Span<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BitConverter.UInt64BitsToDouble(unchecked(BitConverter.DoubleToUInt64Bits(values[i]) + (ulong)rests[i]));
        }
    }

    private static bool Fits(double value, int decimals, bool withRests) =>
        new SealedChunkForm(decimals, withRests, 0).TryConvert(value, out _, out _);
}
