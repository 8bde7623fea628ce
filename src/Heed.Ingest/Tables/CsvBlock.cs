namespace Heed.Ingest.Tables;

/// <summary>Some whole rows of a CSV file.</summary>
internal sealed class CsvBlock(int capacity)
{
    public byte[] Bytes { get; set; } = new byte[capacity];

    /// <summary>Where its first row starts.</summary>
    public int Start { get; set; }

    public int End { get; set; }

    /// <summary>The line of its first row, counted from one.</summary>
    public int Line { get; set; }

    public ReadOnlySpan<byte> Rows => Bytes.AsSpan(Start, End - Start);
}
