using System.Buffers.Binary;

using Heed.Alerting.State;

namespace Heed.Server.Journal;

/// <summary>
/// Makes one body of several, without making texts, labels or lines of what stands in them: numbers are copied as they are, texts are numbered
/// anew, and only the first time of each part is counted from another one. The same bytes as <see cref="JournalBlock.Write"/> gives for everything
/// that the bodies say.
/// </summary>
internal sealed class BlockMerge
{
    /// <summary>The fields of a line that are texts, as in <see cref="JournalBodyFields"/>; then eight bytes, then a number.</summary>
    private const int TextFields = 9;

    private readonly List<byte[]> _bodies = [];
    private readonly List<List<int>> _texts = [];
    private readonly List<BlockPart> _parts = [];
    private readonly MergedTexts _table;
    private readonly PageWriter _page = new();

    public BlockMerge() => _table = new MergedTexts(_bodies);

    /// <summary>Adds a body; in the order in which they were written.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of a newer version.</exception>
    public void Add(byte[] body)
    {
        List<int> texts = [];
        int number = _bodies.Count;
        _bodies.Add(body);
        _texts.Add(texts);
        PageReader page = new(body);
        byte version = page.ReadByte();
        if (version != JournalBlock.Version) throw new InvalidDataException($"expected a journal of version {JournalBlock.Version}, found {version}");
        while (!page.IsAtEnd)
        {
            ulong key = page.ReadFixed();
            int before = texts.Count;
            int at = page.Position;
            bool hasLabels = page.ReadByte() != 0;
            if (hasLabels) DefineLabels(ref page, texts);
            int rows = page.ReadCount();
            for (int i = 0; i < rows; i++) DefineRow(ref page, texts);
            _parts.Add(new BlockPart(key, number, at, before, hasLabels, rows));
        }
    }

    /// <summary>All of it; to be asked for once.</summary>
    public byte[] Take()
    {
        _parts.Sort(static (x, y) => x.Key != y.Key ? x.Key.CompareTo(y.Key) : x.Body.CompareTo(y.Body));
        _page.AddByte(JournalBlock.Version);
        for (int first = 0; first < _parts.Count;)
        {
            int end = first + 1;
            while (end < _parts.Count && _parts[end].Key == _parts[first].Key) end++;
            AddSubject(first, end);
            first = end;
        }

        return _page.Take();
    }

    /// <summary>The union of lists of ascending keys of eight bytes each.</summary>
    public static byte[] Union(IReadOnlyList<byte[]> lists)
    {
        ulong[] keys = new ulong[lists.Sum(l => l.Length) / sizeof(ulong)];
        int count = 0;
        foreach (byte[] list in lists)
        {
            for (int at = 0; at < list.Length; at += sizeof(ulong)) keys[count++] = BinaryPrimitives.ReadUInt64LittleEndian(list.AsSpan(at));
        }

        Array.Sort(keys);
        byte[] union = new byte[keys.Length * sizeof(ulong)];
        int written = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            if (i > 0 && keys[i] == keys[i - 1]) continue;
            BinaryPrimitives.WriteUInt64LittleEndian(union.AsSpan(written), keys[i]);
            written += sizeof(ulong);
        }

        return union[..written];
    }

    /// <summary>One subject: the labels that were written last, and the lines of all its parts.</summary>
    private void AddSubject(int first, int end)
    {
        _page.AddFixed(_parts[first].Key);
        int labelled = end - 1;
        while (labelled >= first && !_parts[labelled].HasLabels) labelled--;
        _page.AddByte(labelled >= first ? (byte)1 : (byte)0);
        if (labelled >= first)
        {
            PageReader labels = Open(_parts[labelled], out int defined);
            labels.ReadByte();
            CopyLabels(ref labels, _parts[labelled].Body, ref defined);
        }

        long rows = 0;
        for (int i = first; i < end; i++) rows += _parts[i].Rows;
        _page.AddNumber((ulong)rows);
        long lastMs = 0;
        for (int i = first; i < end; i++) lastMs = CopyRows(_parts[i], lastMs);
    }

    private PageReader Open(in BlockPart part, out int defined)
    {
        defined = part.TextsBefore;
        return new PageReader(_bodies[part.Body]) { Position = part.At };
    }

    private void CopyLabels(ref PageReader page, int body, ref int defined)
    {
        int count = page.ReadCount();
        _page.AddNumber((ulong)count);
        for (int i = 0; i < 2 * count; i++) CopyText(ref page, body, ref defined);
        _page.AddNumber(page.ReadNumber());
    }

    private long CopyRows(in BlockPart part, long lastMs)
    {
        PageReader page = Open(part, out int defined);
        if (page.ReadByte() != 0) Skip(ref page, ref defined);
        page.ReadCount();
        long timeMs = 0;
        for (int i = 0; i < part.Rows; i++)
        {
            timeMs += page.ReadSigned();
            _page.AddSigned(timeMs - lastMs);
            lastMs = timeMs;
            CopyText(ref page, part.Body, ref defined);
            ulong fields = page.ReadNumber();
            _page.AddNumber(fields);
            for (int field = 0; field < TextFields; field++)
            {
                if ((fields & (1UL << field)) != 0) CopyText(ref page, part.Body, ref defined);
            }

            if ((fields & (1UL << TextFields)) != 0) _page.AddFixed(page.ReadFixed());
            if ((fields & (1UL << (TextFields + 1))) != 0) _page.AddNumber(page.ReadNumber());
        }

        return lastMs;
    }

    /// <summary>Goes past the labels that another part of the subject gave.</summary>
    private static void Skip(ref PageReader page, ref int defined)
    {
        for (int texts = 2 * page.ReadCount(); texts > 0; texts--)
        {
            if (page.ReadCount() > 0) continue;
            page.ReadBytes(page.ReadCount());
            defined++;
        }

        page.ReadNumber();
    }

    private void CopyText(ref PageReader page, int body, ref int defined)
    {
        int number = page.ReadCount();
        if (number == 0)
        {
            page.ReadBytes(page.ReadCount());
            number = ++defined;
        }

        _table.Write(_texts[body][number - 1], _page);
    }

    private void DefineLabels(ref PageReader page, List<int> texts)
    {
        for (int left = 2 * page.ReadCount(); left > 0; left--) Define(ref page, texts);
        page.ReadNumber();
    }

    private void DefineRow(ref PageReader page, List<int> texts)
    {
        page.ReadNumber();
        Define(ref page, texts);
        ulong fields = page.ReadNumber();
        for (int field = 0; field < TextFields; field++)
        {
            if ((fields & (1UL << field)) != 0) Define(ref page, texts);
        }

        if ((fields & (1UL << TextFields)) != 0) page.ReadFixed();
        if ((fields & (1UL << (TextFields + 1))) != 0) page.ReadNumber();
    }

    /// <summary>Reads a text: one that stands here for the first time in its body gets a place in the table of all.</summary>
    private void Define(ref PageReader page, List<int> texts)
    {
        if (page.ReadCount() is not 0 and int number)
        {
            if (number > texts.Count) throw new InvalidDataException($"expected one of the {texts.Count} texts before, found number {number}");
            return;
        }

        int length = page.ReadCount();
        int at = page.Position;
        page.ReadBytes(length);
        texts.Add(_table.Find(_bodies.Count - 1, at, length));
    }

    /// <summary>What one body says of one subject.</summary>
    /// <param name="Key">The subject.</param>
    /// <param name="Body">Which body.</param>
    /// <param name="At">Where it goes on behind the key.</param>
    /// <param name="TextsBefore">How many texts stand in the body before it.</param>
    /// <param name="HasLabels">Whether the subject's labels stand in it.</param>
    /// <param name="Rows">How many lines.</param>
    private readonly record struct BlockPart(ulong Key, int Body, int At, int TextsBefore, bool HasLabels, int Rows);
}
