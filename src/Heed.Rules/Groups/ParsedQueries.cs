using Heed.Model.Parsing;
using Heed.Query.Syntax;

namespace Heed.Rules.Groups;

/// <summary>
/// The texts that templates query, read once: an alert asks the same of every evaluation, and a regular expression in a selector costs more to
/// read than to apply. Bounded: beyond a bound it begins anew. Safe to use from any thread.
/// </summary>
internal sealed class ParsedQueries(ParserOptions options)
{
    private const int MostTexts = 4096;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Expression> _read = new(StringComparer.Ordinal);

    /// <summary>Null where the text cannot be read.</summary>
    public Expression? Find(string text)
    {
        lock (_gate)
        {
            if (_read.TryGetValue(text, out Expression? known)) return known;
        }

        ParseResult<Expression> parsed = PromqlParser.Parse(text, options);
        if (!parsed.IsSuccess) return null;
        lock (_gate)
        {
            if (_read.Count == MostTexts) _read.Clear();
            _read[text] = parsed.Value;
        }

        return parsed.Value;
    }
}
