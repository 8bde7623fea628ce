namespace Heed.Monitoring.Outcomes;

/// <summary>A label whose prediction has not arrived.</summary>
/// <param name="TimeMs">Event time of the label.</param>
/// <param name="Answer">As <see cref="PendingPrediction.Answer"/>.</param>
internal readonly record struct WaitingLabel(long TimeMs, ulong Answer)
{
    public static void Save(BinaryWriter writer, WaitingLabel label)
    {
        writer.Write(label.TimeMs);
        writer.Write(label.Answer);
    }

    public static WaitingLabel Load(BinaryReader reader) => new(reader.ReadInt64(), reader.ReadUInt64());
}
