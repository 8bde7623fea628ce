using System.Numerics;

using Heed.Model.Histograms;
using Heed.Storage.Wal;

namespace Heed.Storage.Chunks;

/// <summary>
/// The numbers of one histogram as differences to those of the one before in its chunk, or to zeros. docs/formats/histogram-chunks.md
/// draws the bytes.
/// </summary>
internal static class HistogramPacking
{
    /// <summary>A histogram alone, with its layout: what the log holds.</summary>
    public static void WriteWhole(RecordBuffer target, NativeHistogram histogram)
    {
        HistogramLayout layout = HistogramLayout.Of(histogram);
        double[] counts = new double[layout.CountsLength];
        double sum = 0;
        layout.WriteTo(target);
        Write(target, layout, histogram, counts, ref sum);
    }

    /// <returns>Null where the bytes make no sense; then the reader has failed.</returns>
    public static NativeHistogram? ReadWhole(ref PayloadReader bytes)
    {
        if (HistogramLayout.Read(ref bytes) is not { } layout) return null;
        double sum = 0;
        return Read(ref bytes, layout, new double[layout.CountsLength], ref sum);
    }

    /// <param name="target">Gets the packed numbers.</param>
    /// <param name="layout">Fits the histogram.</param>
    /// <param name="histogram">What is packed.</param>
    /// <param name="counts">Those of the histogram before, or zeros; then those of this one.</param>
    /// <param name="sum">That of the histogram before, or zero; then that of this one.</param>
    public static void Write(
        RecordBuffer target, HistogramLayout layout, NativeHistogram histogram, Span<double> counts, ref double sum)
    {
        target.AddByte((byte)histogram.ResetHint);
        WriteDouble(target, histogram.Sum, sum);
        sum = histogram.Sum;
        Span<double> before = counts.Length <= 256 ? stackalloc double[counts.Length] : new double[counts.Length];
        counts.CopyTo(before);
        HistogramLayout.CopyCounts(histogram, counts);
        for (int i = 0; i < counts.Length; i++)
        {
            if (layout.IsIntegral) target.AddSigned((long)counts[i] - (long)before[i]);
            else WriteDouble(target, counts[i], before[i]);
        }
    }

    /// <returns>Null where the bytes make no sense; then the reader has failed.</returns>
    public static NativeHistogram? Read(ref PayloadReader bytes, HistogramLayout layout, Span<double> counts, ref double sum)
    {
        byte hint = bytes.ReadByte();
        sum = ReadDouble(ref bytes, sum);
        for (int i = 0; i < counts.Length && !bytes.Failed; i++)
        {
            counts[i] = layout.IsIntegral ? unchecked((long)counts[i] + bytes.ReadSigned()) : ReadDouble(ref bytes, counts[i]);
        }

        if (hint > (byte)CounterResetHint.Gauge) bytes.Fail();
        return bytes.Failed ? null : layout.Make(counts, sum, (CounterResetHint)hint);
    }

    /// <summary>The exclusive or of both numbers' bits without its trailing zeros, behind their number.</summary>
    private static void WriteDouble(RecordBuffer target, double value, double before)
    {
        ulong difference = BitConverter.DoubleToUInt64Bits(value) ^ BitConverter.DoubleToUInt64Bits(before);
        int trailing = BitOperations.TrailingZeroCount(difference);
        target.AddByte((byte)trailing);
        if (trailing < 64) target.AddVarint(difference >> trailing);
    }

    private static double ReadDouble(ref PayloadReader bytes, double before)
    {
        int trailing = bytes.ReadByte();
        if (trailing > 64) bytes.Fail();
        ulong difference = trailing < 64 ? bytes.ReadVarint() << trailing : 0;
        return BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(before) ^ difference);
    }
}
