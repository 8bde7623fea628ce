namespace Heed.Ingest.Events;

/// <summary>The bytes of one event in a body, valid until the framer is used again.</summary>
internal readonly ref struct EventFrame(FrameKind kind, ReadOnlySpan<byte> bytes, int line)
{
    public FrameKind Kind { get; } = kind;

    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    /// <summary>The line where the event starts, or the item of an array; counted from one.</summary>
    public int Line { get; } = line;
}
