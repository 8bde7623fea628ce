using System.Numerics;

namespace Heed.Monitoring.Outcomes;

/// <summary>What is known of one batch of predictions in a file: where it is, and which of them have left it again.</summary>
/// <param name="Sequence">Rises by one a batch.</param>
/// <param name="Volume">The file.</param>
/// <param name="Offset">Where it begins in the file.</param>
/// <param name="Count">Predictions that were written.</param>
/// <param name="NewestMs">Their newest event time.</param>
internal sealed record ColdBatch(long Sequence, long Volume, long Offset, int Count, long NewestMs)
{
    private readonly ulong[] _left = new ulong[(Count + 63) / 64];

    /// <summary>The batch's number in the index.</summary>
    public int Number => NumberOf(Sequence);

    /// <summary>Predictions that are still there.</summary>
    public int Live { get; private set; } = Count;

    public static int NumberOf(long sequence) => 1 + (int)(sequence % ColdIndex.MostBatches);

    public bool HasLeft(int position) => (_left[position >> 6] & (1UL << position)) != 0;

    /// <summary>The prediction at a position is elsewhere from now on.</summary>
    public void Leave(int position)
    {
        _left[position >> 6] |= 1UL << position;
        Live--;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(Sequence);
        writer.Write(Volume);
        writer.Write(Offset);
        writer.Write(Count);
        writer.Write(NewestMs);
        foreach (ulong word in _left) writer.Write(word);
    }

    public static ColdBatch Load(BinaryReader reader)
    {
        ColdBatch batch = new(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt32(), reader.ReadInt64());
        for (int i = 0; i < batch._left.Length; i++)
        {
            batch._left[i] = reader.ReadUInt64();
            batch.Live -= BitOperations.PopCount(batch._left[i]);
        }

        return batch;
    }
}
