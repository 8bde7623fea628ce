namespace Heed.Ingest.Sources.CloudEvents;

/// <summary>The half of an inference that came first. Whoever gets one from <see cref="InferenceJoin"/> gives it back.</summary>
public sealed class WaitingMessage
{
    internal byte[] Bytes { get; set; } = [];

    internal int Length { get; set; }

    public ReadOnlySpan<byte> Body => Bytes.AsSpan(0, Length);

    public MessagePart Part { get; internal set; }

    /// <summary>See <see cref="CloudEvent.TimeMs"/>.</summary>
    public double TimeMs { get; internal set; }

    public bool IsTimeOfOccurrence { get; internal set; }

    internal long ArrivedMs { get; set; }

    internal Model.Records.RecordId Key { get; set; }

    internal WaitingMessage? Older { get; set; }

    internal WaitingMessage? Newer { get; set; }
}
