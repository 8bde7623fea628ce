namespace Heed.Ingest.Sources.Payloads;

/// <summary>A stretch of a payload's bytes.</summary>
public readonly record struct PayloadSlice(int Start, int Length)
{
    public bool IsEmpty => Length == 0;

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> bytes) => bytes.Slice(Start, Length);
}
