using System.Buffers;

using Heed.Model.Labels;

namespace Heed.Storage.Index;

/// <summary>
/// The simple shapes of a matcher that can be looked up, or tested without its regular expression: one value, alternatives
/// of plain text, a plain prefix followed by anything.
/// </summary>
internal readonly struct ValuePattern
{
    private static readonly SearchValues<char> Special = SearchValues.Create(@"\.+*?()|[]{}^$");

    private readonly LabelMatcher _matcher;
    private readonly string? _prefix;
    private readonly int _leastLength;

    public ValuePattern(LabelMatcher matcher)
    {
        _matcher = matcher;
        IsPositive = matcher.Operator is MatchOperator.Equal or MatchOperator.Regex;
        if (matcher.Operator is MatchOperator.Equal or MatchOperator.NotEqual)
        {
            Literals = [matcher.Value];
            return;
        }

        string[] alternatives = matcher.Value.Split('|');
        if (Array.TrueForAll(alternatives, static a => !a.AsSpan().ContainsAny(Special)))
        {
            Literals = [.. alternatives.Distinct()];
        }
        else if (matcher.Value.EndsWith(".*", StringComparison.Ordinal) || matcher.Value.EndsWith(".+", StringComparison.Ordinal))
        {
            string prefix = matcher.Value[..^2];
            if (prefix.AsSpan().ContainsAny(Special)) return;
            _prefix = prefix;
            _leastLength = prefix.Length + (matcher.Value[^1] == '+' ? 1 : 0);
        }
    }

    /// <summary>Whether the matcher wants what its text describes, rather than everything else.</summary>
    public bool IsPositive { get; }

    /// <summary>The values that the text describes, where these are known; else null.</summary>
    public string[]? Literals { get; }

    /// <summary>The same as the matcher's own answer.</summary>
    public bool Matches(string value) =>
        _prefix is null
            ? _matcher.Matches(value)
            : IsPositive == (value.Length >= _leastLength && value.StartsWith(_prefix, StringComparison.Ordinal));
}
