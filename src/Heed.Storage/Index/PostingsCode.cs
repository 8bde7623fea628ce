using System.Buffers;

namespace Heed.Storage.Index;

/// <summary>
/// Ascending ordinals as bytes: for each the distance from the one before, doubled; odd where a run of neighbours follows, whose
/// length comes next. Series lie in the order of labels, so that most values have runs.
/// </summary>
internal static class PostingsCode
{
    /// <summary>Shorter runs are written as single members.</summary>
    private const int ShortestRun = 3;

    public static void Write(ReadOnlySpan<int> ascending, ArrayBufferWriter<byte> target)
    {
        int next = 0;
        for (int i = 0; i < ascending.Length;)
        {
            uint distance = (uint)(ascending[i] - next);
            int run = 1;
            while (i + run < ascending.Length && ascending[i + run] == ascending[i] + run) run++;
            if (run < ShortestRun)
            {
                run = 1;
                Varint.Write(target, distance << 1);
            }
            else
            {
                Varint.Write(target, (distance << 1) | 1);
                Varint.Write(target, (uint)(run - ShortestRun));
            }

            next = ascending[i] + run;
            i += run;
        }
    }

    /// <param name="bytes">The whole list.</param>
    /// <param name="bound">Above every ordinal.</param>
    /// <param name="target">Gets the ordinals.</param>
    /// <exception cref="InvalidDataException">The bytes are no such list.</exception>
    public static void Read(IndexBytes bytes, int bound, SlotUnion target)
    {
        long next = 0;
        while (!bytes.AtEnd)
        {
            uint step = bytes.ReadVarint();
            next += step >> 1;
            long end = (step & 1) == 0 ? next + 1 : next + ShortestRun + bytes.ReadVarint();
            if (end > bound) throw bytes.Damage($"a series below {bound}", end - 1);
            for (; next < end; next++) target.Add((int)next);
        }
    }
}
