using Heed.Ingest.Events;
using Heed.Ingest.Files;

namespace Heed.Ingest.Tables;

/// <summary>Cuts the bytes of a CSV file into blocks of whole rows.</summary>
internal sealed class CsvBlocks(BodySource source, int maxRowBytes)
{
    private byte[] _rest = [];
    private int _restLength;
    private int _nextLine = 1;
    private bool _isAtEnd;

    /// <summary>Known from the first block on.</summary>
    public byte Separator { get; private set; }

    /// <summary>What ended the file early: a row beyond the limit, or a gzip stream that is cut; null where nothing did.</summary>
    public string? Problem { get; private set; }

    /// <summary>Where <see cref="Problem"/> is.</summary>
    public int ProblemLine { get; private set; }

    /// <summary>Fills a block with the next rows. False at the end. Behind the last line break, the rest of the file is a row.</summary>
    public bool TryRead(CsvBlock block)
    {
        _rest.AsSpan(0, _restLength).CopyTo(Room(block, _restLength));
        int length = _restLength;
        _restLength = 0;
        int end;
        while (true)
        {
            length = Fill(block, length);
            end = EndOfRows(block.Bytes.AsSpan(0, length));
            if (end > 0 || _isAtEnd) break;
            if (length > maxRowBytes) return Stop(RefusalDetails.UnfinishedTooLarge(maxRowBytes).Detail);
            Room(block, length * 2);
        }

        Keep(block.Bytes.AsSpan(end, length - end));
        (block.Start, block.End, block.Line) = (0, end, _nextLine);
        _nextLine += block.Rows.Count((byte)'\n');
        if (_isAtEnd && source.Problem is not null) Stop("expected more of the gzip stream, found its end");
        return end > 0;
    }

    /// <summary>Behind the last whole row; 0 where there is none. The header tells the separator.</summary>
    private int EndOfRows(ReadOnlySpan<byte> bytes)
    {
        if (Separator == 0)
        {
            ReadOnlySpan<byte> header = bytes.TrimStart("\r\n"u8);
            int stop = CsvRowEnd.Find(header, (byte)',', out _);
            if (stop < 0 && !_isAtEnd) return 0;
            Separator = CsvHeader.SeparatorOf(stop < 0 ? header : header[..stop]);
        }

        return _isAtEnd ? bytes.Length : CsvRowEnd.FindLast(bytes, Separator) + 1;
    }

    private static Span<byte> Room(CsvBlock block, int length)
    {
        if (block.Bytes.Length < length)
        {
            byte[] grown = new byte[length];
            block.Bytes.CopyTo(grown, 0);
            block.Bytes = grown;
        }

        return block.Bytes;
    }

    private int Fill(CsvBlock block, int length)
    {
        while (length < block.Bytes.Length && !_isAtEnd)
        {
            int count = source.Read(block.Bytes.AsSpan(length));
            _isAtEnd = count == 0;
            length += count;
        }

        return length;
    }

    private void Keep(ReadOnlySpan<byte> rest)
    {
        if (_rest.Length < rest.Length) _rest = new byte[rest.Length * 2];
        rest.CopyTo(_rest);
        _restLength = rest.Length;
    }

    private bool Stop(string problem)
    {
        Problem = problem;
        ProblemLine = _nextLine;
        _isAtEnd = true;
        return false;
    }
}
