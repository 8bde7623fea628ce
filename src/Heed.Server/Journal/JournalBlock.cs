using System.Buffers.Binary;

using Heed.Alerting.State;
using Heed.Model.Labels;

namespace Heed.Server.Journal;

/// <summary>
/// Many lines of the journal as one value: by subject, and of each in order. Never changed, only merged with its neighbours. The drawing
/// is in <c>docs/formats/alert-journal.md</c>.
/// </summary>
/// <param name="FromMs">The time of its earliest line.</param>
/// <param name="ToMs">The time of its latest.</param>
/// <param name="Rows">How many lines there are.</param>
/// <param name="Keys">Its subjects: eight bytes each, little endian, ascending.</param>
/// <param name="Names">Hashes of the names of the alerts whose labels it has, in the same form.</param>
/// <param name="Body">All of it.</param>
internal sealed record JournalBlock(long FromMs, long ToMs, int Rows, byte[] Keys, byte[] Names, byte[] Body)
{
    public const byte Version = 1;

    /// <summary>Of what a turn, or several blocks in their order, say.</summary>
    public static JournalBlock Write(IReadOnlyList<JournalSubject> subjects, IReadOnlyList<JournalRow> rows, PageWriter page)
    {
        Dictionary<ulong, JournalSubject> known = new(subjects.Count);
        foreach (JournalSubject subject in subjects) known[subject.Key] = subject;
        int[] order = Order(rows);
        ulong[] keys = SubjectsOf(known, rows, order);
        page.AddByte(Version);
        long fromMs = long.MaxValue;
        long toMs = long.MinValue;
        int next = 0;
        foreach (ulong key in keys)
        {
            int first = next;
            while (next < order.Length && rows[order[next]].Subject == key) next++;
            AddSubject(page, key, known, next - first);
            long before = 0;
            for (int i = first; i < next; i++)
            {
                JournalRow row = rows[order[i]];
                (fromMs, toMs) = (Math.Min(fromMs, row.TimeMs), Math.Max(toMs, row.TimeMs));
                page.AddSigned(row.TimeMs - before);
                before = row.TimeMs;
                page.AddText(row.Kind);
                JournalBodyFields.Write(page, row.Body);
            }
        }

        foreach (JournalSubject subject in known.Values) (fromMs, toMs) = (Math.Min(fromMs, subject.LastMs), Math.Max(toMs, subject.LastMs));
        ulong[] names = [.. known.Values.Select(s => NameKey(s.Name)).Distinct().Order()];
        return new JournalBlock(fromMs, toMs, rows.Count, Bytes(keys), Bytes(names), page.Take());
    }

    /// <summary>Adds what it says to lists.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of a newer version.</exception>
    public static void Read(ReadOnlySpan<byte> body, List<JournalSubject> subjects, List<JournalRow> rows)
    {
        PageReader page = new(body);
        byte version = page.ReadByte();
        if (version != Version) throw new InvalidDataException($"expected a journal of version {Version}, found {version}");
        while (!page.IsAtEnd)
        {
            ulong key = page.ReadFixed();
            if (page.ReadByte() != 0) subjects.Add(new JournalSubject(key, page.ReadLabels(), page.ReadSigned()));
            long timeMs = 0;
            for (int left = page.ReadCount(); left > 0; left--)
            {
                timeMs += page.ReadSigned();
                string kind = page.ReadText();
                rows.Add(new JournalRow(key, timeMs, kind, JournalBodyFields.Read(ref page)));
            }
        }
    }

    /// <summary>Whether a list of ascending keys holds one.</summary>
    public static bool Has(ReadOnlySpan<byte> keys, ulong key)
    {
        int low = 0;
        int count = keys.Length / sizeof(ulong);
        for (int high = count; low < high;)
        {
            int middle = (low + high) / 2;
            if (KeyAt(keys, middle) < key) low = middle + 1;
            else high = middle;
        }

        return low < count && KeyAt(keys, low) == key;
    }

    public static ulong NameKey(string name)
    {
        StableHash hash = new(1);
        hash.Add(name);
        return hash.ToUInt64();
    }

    /// <summary>The positions of the lines, by subject and then as they came.</summary>
    private static int[] Order(IReadOnlyList<JournalRow> rows)
    {
        int[] order = new int[rows.Count];
        ulong[] keys = new ulong[rows.Count];
        for (int i = 0; i < order.Length; i++) (order[i], keys[i]) = (i, rows[i].Subject);
        Array.Sort(order, (x, y) => keys[x] != keys[y] ? keys[x].CompareTo(keys[y]) : x.CompareTo(y));
        return order;
    }

    private static ulong[] SubjectsOf(Dictionary<ulong, JournalSubject> known, IReadOnlyList<JournalRow> rows, int[] order)
    {
        List<ulong> keys = [.. known.Keys];
        for (int i = 0; i < order.Length; i++)
        {
            ulong key = rows[order[i]].Subject;
            if ((i == 0 || rows[order[i - 1]].Subject != key) && !known.ContainsKey(key)) keys.Add(key);
        }

        keys.Sort();
        return [.. keys];
    }

    private static void AddSubject(PageWriter page, ulong key, Dictionary<ulong, JournalSubject> known, int rows)
    {
        page.AddFixed(key);
        bool hasLabels = known.TryGetValue(key, out JournalSubject subject);
        page.AddByte(hasLabels ? (byte)1 : (byte)0);
        if (hasLabels)
        {
            page.AddLabels(subject.Labels);
            page.AddSigned(subject.LastMs);
        }

        page.AddNumber((ulong)rows);
    }

    private static ulong KeyAt(ReadOnlySpan<byte> keys, int index) => BinaryPrimitives.ReadUInt64LittleEndian(keys[(index * sizeof(ulong))..]);

    private static byte[] Bytes(ulong[] keys)
    {
        byte[] bytes = new byte[keys.Length * sizeof(ulong)];
        for (int i = 0; i < keys.Length; i++) BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)), keys[i]);
        return bytes;
    }
}
