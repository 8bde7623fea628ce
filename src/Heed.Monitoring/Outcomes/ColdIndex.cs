using Heed.Model.Records;

namespace Heed.Monitoring.Outcomes;

/// <summary>
/// Tells for a record id in which batches it may be: 4 bytes an entry, at most three quarters of the places taken. 12 bits of the id
/// choose one of 4,096 small tables, 20 more are kept in the entry, beside 12 bits for the batch; so a table grows without the ids. An id
/// that was never added looks like one in a table of n entries with probability n / 2^20: the batch itself has the last word.
/// </summary>
internal sealed class ColdIndex
{
    /// <summary>Batches have the numbers from 1 to this.</summary>
    public const int MostBatches = (1 << BatchBits) - 1;

    private const int TableBits = 12;
    private const int BatchBits = 12;
    private const int RemainderBits = 20;
    private const int LeastCapacity = 16;

    private readonly uint[][] _tables = new uint[1 << TableBits][];
    private readonly int[] _counts = new int[1 << TableBits];

    public ColdIndex() => Clear();

    /// <summary>Entries of all tables.</summary>
    public long Count { get; private set; }

    public long SizeBytes
    {
        get
        {
            long places = 0;
            foreach (uint[] table in _tables) places += table.Length;
            return places * sizeof(uint);
        }
    }

    public void Clear()
    {
        Array.Fill(_tables, []);
        Array.Clear(_counts);
        Count = 0;
    }

    public void Add(RecordId id, int batch)
    {
        int number = TableOf(id);
        if ((_counts[number] + 1) * 4 > _tables[number].Length * 3) Grow(number);
        Place(_tables[number], (Remainder(id) << BatchBits) | (uint)batch);
        _counts[number]++;
        Count++;
    }

    /// <summary>The next batch that the id may be in, or 0 where there is no other.</summary>
    /// <param name="cursor">−1 to begin.</param>
    public int Next(RecordId id, ref int cursor)
    {
        uint[] table = _tables[TableOf(id)];
        if (table.Length == 0) return 0;
        uint remainder = Remainder(id);
        int at = cursor < 0 ? HomeOf(remainder, table.Length) : Following(cursor, table.Length);
        for (; table[at] != 0; at = Following(at, table.Length))
        {
            if (table[at] >> BatchBits != remainder) continue;
            cursor = at;
            return (int)(table[at] & MostBatches);
        }

        return 0;
    }

    /// <summary>Takes out one entry of the id and the batch; there has to be one.</summary>
    public void Remove(RecordId id, int batch)
    {
        int number = TableOf(id);
        uint[] table = _tables[number];
        uint entry = (Remainder(id) << BatchBits) | (uint)batch;
        int hole = HomeOf(Remainder(id), table.Length);
        while (table[hole] != entry) hole = Following(hole, table.Length);

        // Entries behind the hole move into it unless their own place lies between: a search never meets a false end.
        for (int at = Following(hole, table.Length); table[at] != 0; at = Following(at, table.Length))
        {
            int home = HomeOf(table[at] >> BatchBits, table.Length);
            if (Distance(home, at, table.Length) < Distance(hole, at, table.Length)) continue;
            table[hole] = table[at];
            hole = at;
        }

        table[hole] = 0;
        _counts[number]--;
        Count--;
    }

    private static int TableOf(RecordId id) => (int)(id.High >> (64 - TableBits));

    private static uint Remainder(RecordId id) => (uint)(id.High >> (64 - TableBits - RemainderBits)) & ((1 << RemainderBits) - 1);

    private static int HomeOf(uint remainder, int capacity) => (int)(((ulong)remainder * (uint)capacity) >> RemainderBits);

    private static int Following(int at, int capacity) => at + 1 == capacity ? 0 : at + 1;

    private static int Distance(int from, int to, int capacity) => to >= from ? to - from : to - from + capacity;

    private static void Place(uint[] table, uint entry)
    {
        int at = HomeOf(entry >> BatchBits, table.Length);
        while (table[at] != 0) at = Following(at, table.Length);
        table[at] = entry;
    }

    /// <summary>By a quarter, so that little more space is taken than is needed.</summary>
    private void Grow(int number)
    {
        uint[] before = _tables[number];
        uint[] table = new uint[Math.Max(LeastCapacity, before.Length * 5 / 4)];
        foreach (uint entry in before)
        {
            if (entry != 0) Place(table, entry);
        }

        _tables[number] = table;
    }
}
