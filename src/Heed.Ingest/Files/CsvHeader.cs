using System.Globalization;
using System.Text;

namespace Heed.Ingest.Files;

/// <summary>What the first row of a CSV file says.</summary>
internal static class CsvHeader
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Comma, semicolon or tab: whichever the row has most of.</summary>
    public static byte SeparatorOf(ReadOnlySpan<byte> row)
    {
        byte best = (byte)',';
        foreach (byte candidate in ";\t"u8)
        {
            if (row.Count(candidate) > row.Count(best)) best = candidate;
        }

        return best;
    }

    /// <summary>A column's name; one without a name has its number, counted from one.</summary>
    public static string Name(ReadOnlySpan<byte> field, int index)
    {
        if (index == 0 && field.StartsWith(ByteOrderMark)) field = field[ByteOrderMark.Length..];
        string text = Encoding.UTF8.GetString(field).Trim();
        return text.Length > 0 ? text : string.Create(CultureInfo.InvariantCulture, $"column_{index + 1}");
    }

    /// <summary>Null, or what is wrong with the names.</summary>
    public static string? Check(IReadOnlyList<string> names)
    {
        if (names.Count > ColumnNames.Max) return $"expected at most {ColumnNames.Max} columns, found {names.Count}";
        HashSet<string> known = new(StringComparer.Ordinal);
        foreach (string name in names)
        {
            if (!known.Add(name)) return $"expected each column name once, found {name} again";
        }

        return null;
    }
}
