using Heed.Model.Checksums;

namespace Heed.Ingest.Journal;

/// <summary>
/// Walks the records of one segment. A record with a good header and a bad payload is stepped over by its length; where there
/// is no good header, the next one is searched byte by byte, so that damage costs only the records that it touches.
/// </summary>
internal sealed class SegmentScanner(ISegmentFile file, string name, long end)
{
    private const int WindowBytes = 64 * 1024;

    private byte[] _window = new byte[WindowBytes];
    private long _windowStart;
    private int _windowLength;
    private long _at = JournalFormat.FileHeaderBytes;
    private int _payloadOffset;

    /// <summary>Of the record that <see cref="Next"/> found.</summary>
    public RecordHeader Header { get; private set; }

    public ReadOnlySpan<byte> Payload => _window.AsSpan(_payloadOffset, Header.PayloadBytes);

    /// <summary>Behind the last whole record, readable or not: where appending goes on.</summary>
    public long EndOfRecords { get; private set; } = JournalFormat.FileHeaderBytes;

    /// <summary>Behind the highest number in any good header, be its payload readable or not.</summary>
    public ulong NextSequence { get; private set; }

    /// <summary>Told of each stretch that is passed over, with more records behind it or a whole record in it.</summary>
    public Action<JournalDamage>? OnDamage { get; set; }

    public FileHeaderState CheckFileHeader(out uint version) =>
        FileHeader.Check(Window(0, (int)Math.Min(JournalFormat.FileHeaderBytes, end)), out version);

    /// <summary>False at the end of the segment; what lies behind <see cref="EndOfRecords"/> is then a torn record or nothing.</summary>
    public bool Next()
    {
        while (_at < end)
        {
            if (!TryHeader(_at, out RecordHeader header) || _at + header.RecordBytes > end)
            {
                if (!SkipToNextHeader()) return false;
                continue;
            }

            long start = _at;
            ReadOnlySpan<byte> record = Window(start, (int)header.RecordBytes);
            _at = start + header.RecordBytes;
            EndOfRecords = _at;
            NextSequence = Math.Max(NextSequence, header.Sequence + 1);
            if (Crc32C.Of(record[JournalFormat.RecordHeaderBytes..]) != header.PayloadChecksum)
            {
                Report(start, _at, $"the payload of record {header.Sequence} does not match its checksum");
                continue;
            }

            Header = header;
            _payloadOffset = (int)(start - _windowStart) + JournalFormat.RecordHeaderBytes;
            return true;
        }

        return false;
    }

    private bool TryHeader(long offset, out RecordHeader header)
    {
        header = default;
        return offset + JournalFormat.RecordHeaderBytes <= end
            && RecordHeader.TryRead(Window(offset, JournalFormat.RecordHeaderBytes), out header);
    }

    private bool SkipToNextHeader()
    {
        long from = _at;
        for (long at = from + 1; at + JournalFormat.RecordHeaderBytes <= end;)
        {
            Window(at, JournalFormat.RecordHeaderBytes);
            ReadOnlySpan<byte> window = _window.AsSpan((int)(at - _windowStart), (int)(_windowStart + _windowLength - at));
            int found = window.IndexOf(JournalFormat.RecordMagic);
            if (found < 0)
            {
                at += window.Length - JournalFormat.RecordMagic.Length + 1;
                continue;
            }

            at += found;
            if (TryHeader(at, out RecordHeader header) && at + header.RecordBytes <= end)
            {
                Report(from, at, "no record header");
                _at = at;
                return true;
            }

            at++;
        }

        _at = end;
        return false;
    }

    private void Report(long from, long to, string detail) => OnDamage?.Invoke(new JournalDamage(name, from, to - from, detail));

    /// <summary>Bytes of the file that lie inside its end, read ahead.</summary>
    private ReadOnlySpan<byte> Window(long offset, int count)
    {
        if (offset < _windowStart || offset + count > _windowStart + _windowLength)
        {
            if (count > _window.Length) _window = new byte[Math.Max(count, (int)Math.Min(_window.Length * 2L, Array.MaxLength))];
            _windowStart = offset;
            _windowLength = file.Read(_window.AsSpan(0, (int)Math.Min(_window.Length, end - offset)), offset);
            if (_windowLength < count)
            {
                throw new InvalidDataException(
                    $"expected {count} bytes at offset {offset} of {name}, found {_windowLength}: the file was shortened");
            }
        }

        return _window.AsSpan((int)(offset - _windowStart), count);
    }
}
