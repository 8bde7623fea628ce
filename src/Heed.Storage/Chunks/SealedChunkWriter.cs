using System.Buffers;

namespace Heed.Storage.Chunks;

/// <summary>Writes what follows the header: the exceptions, then frame by frame times, numbers and rests.</summary>
internal static class SealedChunkWriter
{
    /// <param name="times">Empty where the header tells them.</param>
    /// <param name="values">The values.</param>
    /// <param name="target">The body is added to it.</param>
    public static void Write(ReadOnlySpan<long> times, ReadOnlySpan<double> values, ArrayBufferWriter<byte> target)
    {
        int spared = values.Length / SealedChunk.ValuesPerException;
        if (SealedChunkForm.FindDecimals(values, withRests: false, spared) is { } decimals)
        {
            Write(decimals, times, values, target);
            return;
        }

        if (SealedChunkForm.FindDecimals(values, withRests: true, spared) is { } drifting)
        {
            // A drifting sum of decimals often takes half of its bits, but not always.
            ArrayBufferWriter<byte> first = new();
            ArrayBufferWriter<byte> second = new();
            Write(drifting, times, values, first);
            Write(SealedChunkForm.OfBits(values), times, values, second);
            target.Write(first.WrittenCount <= second.WrittenCount ? first.WrittenSpan : second.WrittenSpan);
            return;
        }

        Write(SealedChunkForm.OfBits(values), times, values, target);
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
