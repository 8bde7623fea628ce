using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Heed.Ingest.Sources;

/// <summary>Events as text, one a line, on their way to the server's gate. One owner at a time; it keeps its buffer.</summary>
public sealed class SourceLines
{
    private byte[] _bytes = new byte[16 * 1024];

    /// <summary>Bytes of whole and begun lines.</summary>
    public int Length { get; private set; }

    /// <summary>Whole lines.</summary>
    public int Count { get; private set; }

    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, Length);

    public void Clear()
    {
        Length = 0;
        Count = 0;
    }

    /// <summary>Takes over the lines of another one.</summary>
    public void Add(SourceLines other)
    {
        Write(other.Bytes.Span);
        Count += other.Count;
    }

    internal void Write(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Room(utf8.Length));
        Length += utf8.Length;
    }

    /// <summary>JSON of somebody else: line breaks between its tokens become blanks.</summary>
    internal void WriteToken(ReadOnlySpan<byte> json)
    {
        Span<byte> target = Room(json.Length)[..json.Length];
        json.CopyTo(target);
        target.Replace((byte)'\n', (byte)' ');
        target.Replace((byte)'\r', (byte)' ');
        Length += json.Length;
    }

    internal void Write<T>(T value, ReadOnlySpan<char> format = default)
        where T : IUtf8SpanFormattable
    {
        int written;
        int room = 64;
        while (!value.TryFormat(Room(room), out written, format, CultureInfo.InvariantCulture)) room *= 2;
        Length += written;
    }

    /// <summary>A text with its quotes.</summary>
    internal void WriteText(ReadOnlySpan<byte> utf8)
    {
        Write("\""u8);
        bool isPlain = utf8.IndexOfAnyInRange((byte)0, (byte)31) < 0 && utf8.IndexOfAny((byte)'"', (byte)'\\') < 0;
        if (isPlain && Utf8.IsValid(utf8)) Write(utf8);
        else Write(JsonEncodedText.Encode(Encoding.UTF8.GetString(utf8)).EncodedUtf8Bytes);
        Write("\""u8);
    }

    /// <summary>A text that is escaped already, with quotes around it.</summary>
    internal void WriteQuoted(ReadOnlySpan<byte> escaped)
    {
        Write("\""u8);
        Write(escaped);
        Write("\""u8);
    }

    /// <summary>A class that only an index tells.</summary>
    internal void WriteIndex(int index)
    {
        Write("\""u8);
        Write(index);
        Write("\""u8);
    }

    internal void EndLine()
    {
        Write("\n"u8);
        Count++;
    }

    /// <summary>Goes back to where it was: a line that turned out to be bad leaves nothing behind.</summary>
    internal void Rollback(int length, int count)
    {
        Length = length;
        Count = count;
    }

    private Span<byte> Room(int least)
    {
        if (_bytes.Length - Length < least) Array.Resize(ref _bytes, Math.Max(Length + least, _bytes.Length * 2));
        return _bytes.AsSpan(Length);
    }
}
