using System.Text;

using Heed.Model.Labels;

namespace Heed.Alerting.State;

/// <summary>
/// Writes a page of compact records: numbers in groups of seven bits, a text the first time it occurs in the page and its number from then
/// on. The drawing is in <c>docs/formats/alert-pages.md</c>. It has one owner.
/// </summary>
public sealed class PageWriter
{
    /// <summary>A power of two.</summary>
    private const int LatelySlots = 256;

    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    private readonly (string? Text, int Number)[] _lately = new (string?, int)[LatelySlots];
    private byte[] _bytes = new byte[4096];

    public int Length { get; private set; }

    public void AddByte(byte value)
    {
        if (Length == _bytes.Length) Grow(1);
        _bytes[Length++] = value;
    }

    public void AddNumber(ulong value)
    {
        if (_bytes.Length - Length < 10) Grow(10);
        while (value >= 0x80)
        {
            _bytes[Length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _bytes[Length++] = (byte)value;
    }

    /// <summary>Small for numbers near zero, whatever their sign.</summary>
    public void AddSigned(long value) => AddNumber((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>Eight bytes, little endian: for numbers that are as likely large as small.</summary>
    public void AddFixed(ulong value)
    {
        if (_bytes.Length - Length < sizeof(ulong)) Grow(sizeof(ulong));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(Length), value);
        Length += sizeof(ulong);
    }

    /// <summary>Bytes as they are: of a text that is numbered by whoever copies pages, never beside <see cref="AddText"/>.</summary>
    public void AddBytes(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length - Length < bytes.Length) Grow(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    public void AddText(string text)
    {
        // Names of labels and most of their values are the same objects in thousands of alerts: these are known without looking at their characters.
        ref (string? Text, int Number) lately = ref _lately[SlotOf(text)];
        if (ReferenceEquals(lately.Text, text))
        {
            AddNumber((ulong)lately.Number);
            return;
        }

        ref int number = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_texts, text, out bool isKnown);
        if (!isKnown) number = _texts.Count;
        lately = (text, number);
        if (isKnown)
        {
            AddNumber((ulong)number);
            return;
        }

        AddByte(0);
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most > 512) most = Encoding.UTF8.GetByteCount(text);
        if (_bytes.Length - Length < most + 10) Grow(most + 10);

        // The length stands before the text, so the text is written behind the longest that its length can be and moved where that is shorter.
        int at = Length;
        AddNumber((ulong)most);
        int reserved = Length - at;
        int written = Encoding.UTF8.GetBytes(text, _bytes.AsSpan(Length));
        Length = at;
        AddNumber((ulong)written);
        if (Length - at != reserved) _bytes.AsSpan(at + reserved, written).CopyTo(_bytes.AsSpan(Length));
        Length += written;
    }

    public void AddLabels(LabelSet labels)
    {
        AddNumber((ulong)labels.Count);
        foreach (Label label in labels.Labels)
        {
            AddText(label.Name);
            AddText(label.Value);
        }
    }

    /// <summary>A time that may be missing.</summary>
    public void AddTime(long? timeMs)
    {
        AddByte(timeMs is null ? (byte)0 : (byte)1);
        if (timeMs is { } time) AddSigned(time);
    }

    /// <summary>The page; the next one begins.</summary>
    public byte[] Take()
    {
        byte[] page = _bytes.AsSpan(0, Length).ToArray();
        Length = 0;
        _texts.Clear();
        _lately.AsSpan().Clear();
        return page;
    }

    private static int SlotOf(string text) =>
        text.Length == 0 ? 0 : ((text.Length * 31) + (text[0] * 7) + text[^1] + (text[text.Length / 2] * 3)) & (LatelySlots - 1);

    private void Grow(int bytes) => Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + bytes));
}
