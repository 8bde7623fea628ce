using Heed.Storage.Chunks;
using Heed.Storage.Wal;

namespace Heed.Storage.Summaries;

/// <summary>The values of a stored summary as it is read.</summary>
internal readonly record struct SummaryNumbers
{
    public required long FirstNumber { get; init; }

    public required long LastNumber { get; init; }

    public required double First { get; init; }

    public required double Last { get; init; }

    public required double Min { get; init; }

    public required double Max { get; init; }

    public required double Lost { get; init; }

    public required int Resets { get; init; }

    /// <param name="form">How numbers stand for values.</param>
    /// <param name="flags">What is left out.</param>
    /// <param name="previous">The last number of the summary before.</param>
    /// <param name="reader">Stands at the first value.</param>
    public static SummaryNumbers Read(SealedChunkForm form, SummaryFlags flags, long previous, ref PayloadReader reader)
    {
        long first = ReadOne(form, previous, ref reader);
        bool isFlat = flags.HasFlag(SummaryFlags.IsFlat);
        long last = isFlat ? first : ReadOne(form, first, ref reader);
        long min = first;
        long max = last;
        if (!isFlat && !flags.HasFlag(SummaryFlags.Grows))
        {
            min = ReadOne(form, first, ref reader);
            max = ReadOne(form, min, ref reader);
        }

        bool falls = !flags.HasFlag(SummaryFlags.NeverFalls);
        return new SummaryNumbers
        {
            FirstNumber = first,
            LastNumber = last,
            First = form.Restore(first),
            Last = form.Restore(last),
            Min = form.Restore(min),
            Max = form.Restore(max),
            Lost = falls ? form.Restore(ReadOne(form, 0, ref reader)) : 0,
            Resets = falls ? reader.ReadInt() : 0,
        };
    }

    private static long ReadOne(SealedChunkForm form, long before, ref PayloadReader reader) =>
        form.Decimals == SealedChunkForm.Raw
            ? BitConverter.DoubleToInt64Bits(reader.ReadDouble())
            : unchecked(before + reader.ReadSigned());
}
