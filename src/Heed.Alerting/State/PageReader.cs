using System.Buffers.Binary;
using System.Text;

using Heed.Model.Labels;

namespace Heed.Alerting.State;

/// <summary>Reads what a <see cref="PageWriter"/> wrote, in the same order.</summary>
/// <param name="page">All of it, or what is left of it.</param>
/// <exception cref="InvalidDataException">Of every method: the page ends within what is read, or is none.</exception>
public ref struct PageReader(ReadOnlySpan<byte> page)
{
    private readonly ReadOnlySpan<byte> _page = page;
    private List<string>? _texts;
    private List<Label>? _labels;
    private int _at;

    /// <summary>Where in the page the next thing is read, in bytes.</summary>
    public int Position
    {
        readonly get => _at;
        set => _at = value;
    }

    public readonly bool IsAtEnd => _at == _page.Length;

    public byte ReadByte() => _at < _page.Length ? _page[_at++] : throw Broken();

    public ulong ReadNumber()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte part = ReadByte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }

        throw Broken();
    }

    public long ReadSigned()
    {
        ulong value = ReadNumber();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public ulong ReadFixed() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    /// <summary>A number that is below a limit: how many of something follow.</summary>
    public int ReadCount(int limit = int.MaxValue)
    {
        ulong count = ReadNumber();
        return count <= (ulong)limit ? (int)count : throw Broken();
    }

    public string ReadText()
    {
        int number = ReadCount();
        _texts ??= [];
        if (number > _texts.Count) throw Broken();
        if (number > 0) return _texts[number - 1];
        string text = Encoding.UTF8.GetString(Take(ReadCount()));
        _texts.Add(text);
        return text;
    }

    /// <summary>So many bytes as they stand.</summary>
    public ReadOnlySpan<byte> ReadBytes(int length) => Take(length);

    public LabelSet ReadLabels()
    {
        _labels ??= [];
        _labels.Clear();
        for (int count = ReadCount(); count > 0; count--)
        {
            string name = ReadText();
            _labels.Add(new Label(name, ReadText()));
        }

        return LabelSet.FromOrdered(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_labels));
    }

    public long? ReadTime() => ReadByte() == 0 ? null : ReadSigned();

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _page.Length - _at) throw Broken();
        ReadOnlySpan<byte> taken = _page.Slice(_at, length);
        _at += length;
        return taken;
    }

    private readonly InvalidDataException Broken() =>
        new(FormattableString.Invariant($"expected a page of {_page.Length} bytes to go on behind byte {_at}, found no record there"));
}
