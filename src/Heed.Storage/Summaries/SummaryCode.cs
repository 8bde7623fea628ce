using System.Buffers;

using Heed.Model.Samples;
using Heed.Storage.Chunks;
using Heed.Storage.Wal;

namespace Heed.Storage.Summaries;

/// <summary>
/// One summary as bytes, relative to the one before it, bit by bit. docs/formats/summaries.md draws it. A summary is written as whole
/// numbers where its values are decimals of one number of digits, as doubles otherwise.
/// </summary>
internal ref struct SummaryCode
{
    private long _phase;
    private long _tail;
    private int _count;
    private long _last;

    public void Write(long startMs, long lengthMs, in SampleSummary summary, ArrayBufferWriter<byte> target)
    {
        SummaryFlags flags = FlagsOf(summary);
        ReadOnlySpan<double> values = [summary.First, summary.Last, summary.Min, summary.Max, summary.Lost];
        SealedChunkForm form = SealedChunkForm.FindDecimals(values, withRests: false, 0) ?? new(SealedChunkForm.Raw, false, 0);
        long sum = 0;
        bool isWhole = form.Decimals != SealedChunkForm.Raw && IsPlusZero(summary.Carry) && form.TryConvert(summary.Sum, out sum, out _);
        if (isWhole) flags |= SummaryFlags.HasWholeSum;
        target.AddByte((byte)flags);
        target.AddByte((byte)form.Decimals);
        target.AddSigned(Exchange(ref _count, summary.Count));
        target.AddSigned(Exchange(ref _phase, summary.FirstTimeMs - startMs));
        target.AddSigned(Exchange(ref _tail, startMs + lengthMs - summary.LastTimeMs));
        target.AddVarint((ulong)(summary.Count - 1 - summary.Changes));
        (long first, long last) = WriteValues(form, flags, summary, target);
        if (isWhole) target.AddSigned(unchecked(sum - ExpectedSum(first, last, summary.Count)));
        else target.AddDouble(summary.Sum);
        if (!isWhole && !flags.HasFlag(SummaryFlags.HasNoCarry)) target.AddDouble(summary.Carry);
        if (!flags.HasFlag(SummaryFlags.HasNoDeviations)) target.AddDouble(summary.Deviations);
    }

    public SampleSummary Read(long startMs, long lengthMs, ref PayloadReader reader)
    {
        SummaryFlags flags = (SummaryFlags)reader.ReadByte();
        if (!SealedChunkForm.TryParse(reader.ReadByte(), 0, out SealedChunkForm form)) reader.Fail();
        _count = unchecked(_count + (int)reader.ReadSigned());
        _phase = unchecked(_phase + reader.ReadSigned());
        _tail = unchecked(_tail + reader.ReadSigned());
        int changes = unchecked(_count - 1 - (int)reader.ReadVarint());
        SummaryNumbers numbers = SummaryNumbers.Read(form, flags, _last, ref reader);
        _last = numbers.LastNumber;
        bool isWhole = flags.HasFlag(SummaryFlags.HasWholeSum);
        double sum = isWhole
            ? form.Restore(unchecked(ExpectedSum(numbers.FirstNumber, numbers.LastNumber, _count) + reader.ReadSigned()))
            : reader.ReadDouble();
        double carry = isWhole || flags.HasFlag(SummaryFlags.HasNoCarry) ? 0 : reader.ReadDouble();
        double deviations = flags.HasFlag(SummaryFlags.HasNoDeviations) ? 0 : reader.ReadDouble();
        if (_count <= 0) reader.Fail();
        return new SampleSummary
        {
            Count = _count,
            FirstTimeMs = unchecked(startMs + _phase),
            LastTimeMs = unchecked(startMs + lengthMs - _tail),
            First = numbers.First,
            Last = numbers.Last,
            Min = numbers.Min,
            Max = numbers.Max,
            Lost = numbers.Lost,
            Resets = numbers.Resets,
            Changes = changes,
            Sum = sum,
            Carry = carry,
            Deviations = deviations,
        };
    }

    /// <summary>What the sum is near where the values lie evenly between the ends; it wraps around where it must.</summary>
    private static long ExpectedSum(long first, long last, int count) => unchecked((first + last) / 2 * count);

    private (long First, long Last) WriteValues(
        SealedChunkForm form, SummaryFlags flags, in SampleSummary summary, ArrayBufferWriter<byte> target)
    {
        form.TryConvert(summary.First, out long first, out _);
        form.TryConvert(summary.Last, out long last, out _);
        Add(first, _last);
        if (!flags.HasFlag(SummaryFlags.IsFlat)) Add(last, first);
        if (!flags.HasFlag(SummaryFlags.IsFlat) && !flags.HasFlag(SummaryFlags.Grows))
        {
            form.TryConvert(summary.Min, out long min, out _);
            form.TryConvert(summary.Max, out long max, out _);
            Add(min, first);
            Add(max, min);
        }

        if (!flags.HasFlag(SummaryFlags.NeverFalls))
        {
            form.TryConvert(summary.Lost, out long lost, out _);
            Add(lost, 0);
            target.AddVarint((ulong)summary.Resets);
        }

        _last = last;
        return (first, last);

        void Add(long number, long before)
        {
            if (form.Decimals == SealedChunkForm.Raw) target.AddDouble(BitConverter.Int64BitsToDouble(number));
            else target.AddSigned(unchecked(number - before));
        }
    }

    private static SummaryFlags FlagsOf(in SampleSummary summary)
    {
        SummaryFlags flags = SummaryFlags.None;
        bool grows = Same(summary.Min, summary.First) && Same(summary.Max, summary.Last);
        if (grows && Same(summary.First, summary.Last)) flags |= SummaryFlags.IsFlat;
        else if (grows) flags |= SummaryFlags.Grows;
        if (summary.Resets == 0 && IsPlusZero(summary.Lost)) flags |= SummaryFlags.NeverFalls;
        if (IsPlusZero(summary.Carry)) flags |= SummaryFlags.HasNoCarry;
        if (IsPlusZero(summary.Deviations)) flags |= SummaryFlags.HasNoDeviations;
        return flags;
    }

    private static bool IsPlusZero(double value) => Same(value, 0);

    private static bool Same(double a, double b) => BitConverter.DoubleToUInt64Bits(a) == BitConverter.DoubleToUInt64Bits(b);

    private static long Exchange(ref long place, long value)
    {
        long distance = unchecked(value - place);
        place = value;
        return distance;
    }

    private static long Exchange(ref int place, int value)
    {
        long distance = (long)value - place;
        place = value;
        return distance;
    }
}
