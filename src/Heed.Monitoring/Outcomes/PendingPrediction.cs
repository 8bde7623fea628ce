namespace Heed.Monitoring.Outcomes;

/// <summary>What is kept of a prediction for its label.</summary>
/// <param name="TimeMs">Event time of the prediction.</param>
/// <param name="Answer">A hash of the predicted class, or the bits of the predicted number.</param>
/// <param name="LabelTimeMs">Event time of the label in force; <see cref="NoLabel"/> before the first.</param>
/// <param name="Label">The labelled answer, as <paramref name="Answer"/>.</param>
internal readonly record struct PendingPrediction(long TimeMs, ulong Answer, long LabelTimeMs, ulong Label)
{
    public const long NoLabel = long.MinValue;

    public bool IsLabelled => LabelTimeMs != NoLabel;

    public static void Save(BinaryWriter writer, PendingPrediction pending)
    {
        writer.Write(pending.TimeMs);
        writer.Write(pending.Answer);
        writer.Write(pending.LabelTimeMs);
        writer.Write(pending.Label);
    }

    public static PendingPrediction Load(BinaryReader reader) =>
        new(reader.ReadInt64(), reader.ReadUInt64(), reader.ReadInt64(), reader.ReadUInt64());
}
