namespace Heed.Ingest.Tables;

/// <summary>Finds where rows of CSV end: at a line break outside of quotes, as <see cref="Files.CsvFramer"/> does.</summary>
internal static class CsvRowEnd
{
    /// <summary>The line feed that ends the row which the bytes start with; -1 where it does not end in them.</summary>
    /// <param name="inQuotes">Whether the bytes end inside quotes.</param>
    public static int Find(ReadOnlySpan<byte> bytes, byte separator, out bool inQuotes)
    {
        inQuotes = false;
        int closedAt = -2;
        for (int at = 0; at < bytes.Length; at++)
        {
            int stop = inQuotes ? bytes[at..].IndexOf((byte)'"') : bytes[at..].IndexOfAny((byte)'"', (byte)'\n');
            if (stop < 0) return -1;
            at += stop;
            if (bytes[at] == '\n') return at;

            // A quote opens at the start of a field or right behind a closing one (a doubled quote); else it is plain text.
            bool opens = at == 0 || bytes[at - 1] == separator || closedAt == at - 1;
            if (inQuotes) closedAt = at;
            inQuotes = !inQuotes && opens;
        }

        return -1;
    }

    /// <summary>The line feed of the last row that ends in the bytes, which start with a row; -1 where none does.</summary>
    public static int FindLast(ReadOnlySpan<byte> bytes, byte separator)
    {
        if (!bytes.Contains((byte)'"')) return bytes.LastIndexOf((byte)'\n');
        int last = -1;
        while (true)
        {
            int length = Find(bytes[(last + 1)..], separator, out _);
            if (length < 0) return last;
            last += length + 1;
        }
    }
}
