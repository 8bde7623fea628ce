namespace Heed.Ingest.Events;

/// <summary>The accepted events of a batch, one a line.</summary>
internal sealed class CanonicalLines
{
    private byte[] _bytes = new byte[16 * 1024];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Between the tokens of JSON a line break is a blank like any other, and inside of texts it cannot stand.</summary>
    public void Add(ReadOnlySpan<byte> json)
    {
        int needed = Length + json.Length + 1;
        if (needed > _bytes.Length) Array.Resize(ref _bytes, Math.Max(needed, _bytes.Length * 2));
        Span<byte> target = _bytes.AsSpan(Length, json.Length);
        json.CopyTo(target);
        target.Replace((byte)'\n', (byte)' ');
        target.Replace((byte)'\r', (byte)' ');
        _bytes[needed - 1] = (byte)'\n';
        Length = needed;
    }
}
