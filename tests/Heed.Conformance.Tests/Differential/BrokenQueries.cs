namespace Heed.Conformance.Tests.Differential;

/// <summary>Valid queries with a few tokens or characters lost, doubled, exchanged or replaced: most are invalid, some are not.</summary>
internal sealed class BrokenQueries(int seed)
{
    private const string Separators = " ()[]{},=!~<>+-*/%^@:\"";

    private static readonly string[] Pieces =
    [
        "(", ")", "[", "]", "{", "}", ",", "=", "!=", "=~", "==", "\"", "'", "`", ":", "@", "offset", "by", "on", "bool", "and", "sum", "rate",
        "5m", "1h30m", "5x", "1.5", "0x1g", "1e", "-", "+", "^", "$", "#", "é", "\\", "group_left", "start()", "inf", "NaN", "[5m]", "[5m:1m]",
        "\"\\q\"", "{a=\"b\"}", "{}", "foo", ":foo", "topk", "count_values", "time", "atan2", "ignoring", "without", ";", "!",
    ];

    private readonly Random _random = new(seed);
    private readonly RandomQueries _valid = new(seed);

    public string Next()
    {
        List<string> tokens = Split(_valid.Next());
        for (int i = _random.Next(1, 4); i > 0; i--) Break(tokens);
        return string.Concat(tokens);
    }

    private void Break(List<string> tokens)
    {
        int at = _random.Next(tokens.Count);
        switch (_random.Next(5))
        {
            case 0 when tokens.Count > 1: tokens.RemoveAt(at); break;
            case 1: tokens.Insert(at, tokens[at]); break;
            case 2: tokens[at] = Pieces[_random.Next(Pieces.Length)]; break;
            case 3: tokens.Insert(at, Pieces[_random.Next(Pieces.Length)]); break;
            default:
                int other = _random.Next(tokens.Count);
                (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                break;
        }
    }

    private static List<string> Split(string text)
    {
        List<string> tokens = [];
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (!Separators.Contains(text[i], StringComparison.Ordinal)) continue;
            if (i > start) tokens.Add(text[start..i]);
            tokens.Add(text[i..(i + 1)]);
            start = i + 1;
        }

        if (start < text.Length) tokens.Add(text[start..]);
        return tokens;
    }
}
