using Heed.Monitoring.Baselines;

namespace Heed.Monitoring.Evidence.Weeks;

/// <summary>
/// The counts of one hour in little space: the hour, the records and every count of the layout, each as a 7-bit varint. Most counts of
/// most hours take a byte or two.
/// </summary>
/// <param name="Hour">Hours since the Unix epoch.</param>
/// <param name="Bytes">The counts.</param>
internal sealed record PackedHour(long Hour, byte[] Bytes)
{
    public static PackedHour Of(long hour, PaneCounts counts)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write7BitEncodedInt64(counts.Records);
        foreach (long count in counts.Bins) writer.Write7BitEncodedInt64(count);
        writer.Flush();
        return new PackedHour(hour, stream.ToArray());
    }

    /// <summary>Adds the counts to others of the same layout.</summary>
    public void AddTo(PaneCounts sum)
    {
        using BinaryReader reader = new(new MemoryStream(Bytes, writable: false));
        sum.Records += reader.Read7BitEncodedInt64();
        for (int i = 0; i < sum.Bins.Length; i++) sum.Bins[i] += reader.Read7BitEncodedInt64();
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(Hour);
        writer.Write(Bytes.Length);
        writer.Write(Bytes);
    }

    /// <exception cref="InvalidDataException">The length is none that <see cref="Save"/> writes.</exception>
    public static PackedHour Load(BinaryReader reader, int counts)
    {
        long hour = reader.ReadInt64();
        int length = reader.ReadInt32();
        BaselineContent.Require(length > counts && length <= (counts + 1) * 10);
        return new PackedHour(hour, reader.ReadBytes(length));
    }
}
