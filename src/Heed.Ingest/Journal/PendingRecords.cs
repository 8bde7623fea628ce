using Heed.Model.Checksums;

namespace Heed.Ingest.Journal;

/// <summary>Records that wait for a commit, as they will stand in the file.</summary>
internal sealed class PendingRecords
{
    // A burst's memory is not kept for ever.
    private const int KeptBytes = 4 << 20;

    private byte[] _bytes = new byte[64 * 1024];

    public int Count { get; private set; }

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    public void Add(ReadOnlySpan<byte> payload, ulong sequence, long acceptedAtMs)
    {
        int needed = Length + JournalFormat.RecordHeaderBytes + payload.Length;
        if (needed > _bytes.Length) Array.Resize(ref _bytes, Math.Max(needed, (int)Math.Min(_bytes.Length * 2L, Array.MaxLength)));
        Span<byte> target = _bytes.AsSpan(Length);
        new RecordHeader(payload.Length, Crc32C.Of(payload), sequence, acceptedAtMs).Write(target);
        payload.CopyTo(target[JournalFormat.RecordHeaderBytes..]);
        Length = needed;
        Count++;
    }

    public void Clear()
    {
        Count = 0;
        Length = 0;
        if (_bytes.Length > KeptBytes) _bytes = new byte[KeptBytes];
    }
}
