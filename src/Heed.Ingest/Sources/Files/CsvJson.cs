using Heed.Ingest.Events;
using Heed.Ingest.Files;
using Heed.Ingest.Tables;

namespace Heed.Ingest.Sources.Files;

/// <summary>Rows of CSV (RFC 4180) as JSON: numbers stay numbers, an empty field is null, anything else is a text.</summary>
internal static class CsvJson
{
    /// <summary>Every row as an array of values, all of them in one array.</summary>
    public static void WriteRows(ReadOnlySpan<byte> csv, SourceLines json)
    {
        CsvFields fields = new();
        json.Write("["u8);
        for (bool isFirst = true; csv.Length > 0;)
        {
            int end = CsvRowEnd.Find(csv, (byte)',', out _);
            ReadOnlySpan<byte> row = (end < 0 ? csv : csv[..end]).TrimEnd((byte)'\r');
            csv = end < 0 ? default : csv[(end + 1)..];
            if (row.IsEmpty) continue;
            json.Write(isFirst ? "["u8 : ",["u8);
            isFirst = false;
            fields.Split(row, (byte)',');
            for (int i = 0; i < fields.Count; i++)
            {
                if (i > 0) json.Write(","u8);
                WriteValue(fields.Field(i), json);
            }

            json.Write("]"u8);
        }

        json.Write("]"u8);
    }

    /// <summary>A cell that is an array or an object of JSON is one; any other is a value.</summary>
    public static void WriteListOrValue(ReadOnlySpan<byte> field, SourceLines json)
    {
        if (CsvList.Is(field)) json.WriteToken(field);
        else WriteValue(field, json);
    }

    public static void WriteValue(ReadOnlySpan<byte> field, SourceLines json)
    {
        field = field.Trim((byte)' ');
        if (field.IsEmpty) json.Write("null"u8);
        else if (!JsonNumber.TryParse(field, out double number) || !double.IsFinite(number)) json.WriteText(field);
        else if (IsJson(field)) json.Write(field);
        else json.Write(number, "R");
    }

    /// <summary>Whether a text that reads as a number is written as JSON writes it: <c>.5</c>, <c>+1</c> and <c>007</c> are not.</summary>
    private static bool IsJson(ReadOnlySpan<byte> number)
    {
        ReadOnlySpan<byte> digits = number[0] == '-' ? number[1..] : number;
        if (digits.IsEmpty || !char.IsAsciiDigit((char)digits[0]) || digits[^1] == '.') return false;
        if (digits.Length > 1 && digits[0] == '0' && char.IsAsciiDigit((char)digits[1])) return false;
        int point = digits.IndexOf((byte)'.');
        return point < 0 || char.IsAsciiDigit((char)digits[point + 1]);
    }
}
