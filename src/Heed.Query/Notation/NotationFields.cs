using Heed.Model.Parsing;

namespace Heed.Query.Notation;

/// <summary>The <c>name:value</c> pairs of a histogram's text; blanks part them, except inside of brackets.</summary>
internal sealed class NotationFields
{
    private readonly Dictionary<string, string> _fields = [];

    /// <summary>The first number that was none.</summary>
    public string? Problem { get; private set; }

    /// <returns>What is wrong, if anything.</returns>
    public string? Read(string text, IReadOnlyList<string> known)
    {
        int at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            int colon = text.IndexOf(':', at);
            if (colon < 0) return $"expected name:value, found {Quoting.Quote(text[at..])}";
            string name = text[at..colon];
            if (!known.Contains(name)) return $"expected one of {string.Join(", ", known)}, found {Quoting.Quote(name)}";
            bool list = colon + 1 < text.Length && text[colon + 1] == '[';
            int end = list ? text.IndexOf(']', colon) + 1 : text.AsSpan(colon).IndexOfAny(' ', '\t', '\n') + colon;
            if (list && end == 0) return $"expected ] at the end of {name}, found none";
            if (!list && end < colon) end = text.Length;
            if (!_fields.TryAdd(name, text[(colon + 1)..end])) return $"expected {name} once, found it twice";
            at = end;
        }

        return null;
    }

    public string? Text(string name) => _fields.GetValueOrDefault(name);

    /// <summary>0 where the field is not written.</summary>
    public double Number(string name) => _fields.TryGetValue(name, out string? text) ? Parse(name, text) : 0;

    /// <summary>Empty where the field is not written.</summary>
    public double[] Numbers(string name)
    {
        if (!_fields.TryGetValue(name, out string? text)) return [];
        if (!text.StartsWith('['))
        {
            Problem ??= $"expected {name}:[…], found {Quoting.Quote(text)}";
            return [];
        }

        return [.. text[1..^1].Split((char[])[' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(part => Parse(name, part))];
    }

    private double Parse(string name, string text)
    {
        if (!SeriesNotation.TryParseNumber(text, out double number)) Problem ??= $"expected a number for {name}, found {Quoting.Quote(text)}";
        return number;
    }
}
