using System.Buffers;

namespace Heed.Storage.Chunks;

/// <summary>Writes what follows the header: the exceptions, then frame by frame times, numbers and rests.</summary>
internal static class SealedChunkWriter
{
    /// <summary>With more digits behind the point, any double may look like a decimal: then the shortest form is tried out.</summary>
    private const int PlainDecimals = 6;

    /// <param name="times">Empty where the header tells them.</param>
    /// <param name="values">The values.</param>
    /// <param name="target">The body is added to it.</param>
    public static void Write(ReadOnlySpan<long> times, ReadOnlySpan<double> values, ArrayBufferWriter<byte> target)
    {
        int spared = values.Length / SealedChunk.ValuesPerException;
        SealedChunkForm? decimals = SealedChunkForm.FindDecimals(values, withRests: false, spared);
        if (decimals is { Decimals: <= PlainDecimals } plain)
        {
            Write(plain, times, values, target);
            return;
        }

        ArrayBufferWriter<byte> best = new();
        Write(SealedChunkForm.OfBits(values), times, values, best);
        best = Smaller(decimals, times, values, best);
        best = Smaller(SealedChunkForm.FindDecimals(values, withRests: true, spared), times, values, best);
        target.Write(best.WrittenSpan);
    }

    private static ArrayBufferWriter<byte> Smaller(
        SealedChunkForm? form, ReadOnlySpan<long> times, ReadOnlySpan<double> values, ArrayBufferWriter<byte> best)
    {
        if (form is not { } found) return best;
        ArrayBufferWriter<byte> other = new();
        Write(found, times, values, other);
        return other.WrittenCount < best.WrittenCount ? other : best;
    }

    private static void Write(
        SealedChunkForm form, ReadOnlySpan<long> times, ReadOnlySpan<double> values, ArrayBufferWriter<byte> target)
    {
        Span<long> numbers = stackalloc long[values.Length];
        Span<long> rests = stackalloc long[values.Length];
        target.AddByte(form.Code);
        if (form.Decimals == SealedChunkForm.Raw) target.AddByte((byte)form.Shift);
        WriteExceptions(form, values, numbers, rests, target);
        long reference = numbers[0];
        target.AddSigned(reference);
        for (int start = 0; start < values.Length; start += SealedChunkFrame.MaxNumbers)
        {
            int count = Math.Min(SealedChunkFrame.MaxNumbers, values.Length - start);
            if (!times.IsEmpty) SealedChunkFrame.Encode(times.Slice(start, count), times[0], target);
            SealedChunkFrame.Encode(numbers.Slice(start, count), reference, target);
            if (form.HasRests) SealedChunkFrame.Encode(rests.Slice(start, count), 0, target);
        }
    }

    /// <summary>Converts the values; those without a number are written whole and repeat the number before them.</summary>
    private static void WriteExceptions(
        SealedChunkForm form, ReadOnlySpan<double> values, Span<long> numbers, Span<long> rests, ArrayBufferWriter<byte> target)
    {
        Span<int> places = stackalloc int[values.Length];
        int count = 0;
        long last = 0;
        long lastRest = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (form.TryConvert(values[i], out long number, out long rest)) (last, lastRest) = (number, rest);
            else places[count++] = i;
            numbers[i] = last;
            rests[i] = lastRest;
        }

        target.AddVarint((ulong)count);
        int previous = 0;
        foreach (int place in places[..count])
        {
            target.AddVarint((ulong)(place - previous));
            target.AddDouble(values[place]);
            previous = place;
        }
    }
}
