using Heed.Ingest.Events;

namespace Heed.Ingest.Sources.Files;

/// <summary>Lines of CSV (RFC 4180, a row a line) as JSON: numbers stay numbers, an empty field is null, anything else is a text.</summary>
internal static class CsvJson
{
    /// <summary>Reads the next field.</summary>
    /// <param name="line">A row without its line break.</param>
    /// <param name="at">Where the field begins; behind it, and behind its comma, afterwards. One beyond the line's length at its end.</param>
    /// <param name="scratch">Takes a quoted field without its quotes.</param>
    public static ReadOnlySpan<byte> NextField(ReadOnlySpan<byte> line, ref int at, List<byte> scratch)
    {
        ReadOnlySpan<byte> rest = line[at..];
        if (rest.Length == 0 || rest[0] != '"')
        {
            int comma = rest.IndexOf((byte)',');
            ReadOnlySpan<byte> field = comma < 0 ? rest : rest[..comma];
            at += field.Length + 1;
            return field;
        }

        scratch.Clear();
        int i = 1;
        for (; i < rest.Length; i++)
        {
            if (rest[i] == '"' && (i + 1 == rest.Length || rest[++i] != '"')) break;
            scratch.Add(rest[i]);
        }

        int end = i >= rest.Length ? -1 : rest[i..].IndexOf((byte)',');
        at += end < 0 ? rest.Length + 1 : i + end + 1;
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(scratch);
    }

    /// <summary>Every line as an array of values, all of them in one array.</summary>
    public static void WriteRows(ReadOnlySpan<byte> csv, SourceLines json)
    {
        List<byte> scratch = [];
        json.Write("["u8);
        bool isFirst = true;
        foreach (Range range in csv.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = csv[range].TrimEnd((byte)'\r');
            if (line.IsEmpty) continue;
            json.Write(isFirst ? "["u8 : ",["u8);
            isFirst = false;
            for (int at = 0; at <= line.Length;)
            {
                if (at > 0) json.Write(","u8);
                WriteValue(NextField(line, ref at, scratch), json);
            }

            json.Write("]"u8);
        }

        json.Write("]"u8);
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
