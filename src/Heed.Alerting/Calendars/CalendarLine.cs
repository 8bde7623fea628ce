namespace Heed.Alerting.Calendars;

/// <summary>A content line of a calendar: <c>NAME;PARAMETER=value:value</c>.</summary>
/// <param name="Number">Of the line in the file that it begins in, counted from 1.</param>
/// <param name="Name">In capitals.</param>
/// <param name="Parameters">Names in capitals.</param>
/// <param name="Value">As written, escapes included.</param>
internal sealed record CalendarLine(int Number, string Name, IReadOnlyDictionary<string, string> Parameters, string Value)
{
    /// <summary>The lines of a calendar, each put together again where it was folded. One without a colon is passed over.</summary>
    public static IEnumerable<CalendarLine> ReadAll(string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            int number = i + 1;
            string whole = lines[i];
            while (i + 1 < lines.Length && lines[i + 1] is [' ' or '\t', ..]) whole += lines[++i][1..];
            if (Parse(whole, number) is { } line) yield return line;
        }
    }

    /// <summary>The value as text, its escapes undone.</summary>
    public string Text()
    {
        if (!Value.Contains('\\', StringComparison.Ordinal)) return Value;
        System.Text.StringBuilder text = new(Value.Length);
        for (int i = 0; i < Value.Length; i++)
        {
            if (Value[i] != '\\' || i + 1 == Value.Length) text.Append(Value[i]);
            else text.Append(Value[++i] is 'n' or 'N' ? '\n' : Value[i]);
        }

        return text.ToString();
    }

    private static CalendarLine? Parse(string line, int number)
    {
        int colon = EndOf(line, 0, ':');
        if (colon <= 0 || colon == line.Length) return null;
        Dictionary<string, string> parameters = new(StringComparer.Ordinal);
        int at = Math.Min(EndOf(line, 0, ';'), colon);
        string name = line[..at].ToUpperInvariant();
        while (at < colon)
        {
            int end = Math.Min(EndOf(line, at + 1, ';'), colon);
            string[] parameter = line[(at + 1)..end].Split('=', 2);
            if (parameter.Length == 2) parameters[parameter[0].ToUpperInvariant()] = parameter[1].Trim('"');
            at = end;
        }

        return new CalendarLine(number, name, parameters, line[(colon + 1)..]);
    }

    /// <summary>The next such character outside quotes; the line's length for none.</summary>
    private static int EndOf(string line, int from, char end)
    {
        bool quoted = false;
        for (int i = from; i < line.Length; i++)
        {
            if (line[i] == '"') quoted = !quoted;
            else if (line[i] == end && !quoted) return i;
        }

        return line.Length;
    }
}
