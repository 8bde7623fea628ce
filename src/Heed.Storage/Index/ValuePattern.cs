using Heed.Model.Labels;

namespace Heed.Storage.Index;

/// <summary>
/// What of a matcher can be looked up instead of tested value by value, and a test that leaves the regular expression out where
/// the text says the same.
/// </summary>
internal readonly struct ValuePattern
{
    private const string AnyLength = ".*";
    private const string AtLeastOne = ".+";

    private readonly LabelMatcher _matcher;
    private readonly string? _part;
    private readonly int _leastBefore;
    private readonly int _leastAfter;
    private readonly PartPlace _place;

    public ValuePattern(LabelMatcher matcher)
    {
        _matcher = matcher;
        IsPositive = matcher.Operator is MatchOperator.Equal or MatchOperator.Regex;
        if (matcher.Operator is MatchOperator.Equal or MatchOperator.NotEqual)
        {
            Literals = [matcher.Value];
            return;
        }

        RegexShape shape = RegexShape.Of(matcher.Value);
        Literals = shape.Literals;
        Prefixes = shape.Prefixes;
        ReadOnlySpan<char> middle = matcher.Value;
        bool openStart = TryTrimStart(ref middle, out _leastBefore);
        bool openEnd = TryTrimEnd(ref middle, out _leastAfter);
        if (!(openStart || openEnd) || middle.Contains('|') || RegexShape.Of(middle.ToString()) is not { Literals: [string part] }) return;
        _part = part;
        _place = (openStart, openEnd) switch
        {
            (true, true) => PartPlace.Anywhere,
            (true, false) => PartPlace.AtEnd,
            _ => PartPlace.AtStart,
        };
    }

    private enum PartPlace
    {
        Anywhere,
        AtStart,
        AtEnd,
    }

    /// <summary>Whether the matcher wants what its text describes, rather than everything else.</summary>
    public bool IsPositive { get; }

    /// <summary>The values that the text describes, where these are known; else null.</summary>
    public string[]? Literals { get; }

    /// <summary>How each value that the text describes begins, where that is known; else null. None begins with another.</summary>
    public string[]? Prefixes { get; }

    /// <summary>The same as the matcher's own answer.</summary>
    public bool Matches(string value) => _part is null ? _matcher.Matches(value) : IsPositive == HasPart(value);

    private bool HasPart(string value)
    {
        if (value.Length < _leastBefore + _part!.Length + _leastAfter) return false;
        ReadOnlySpan<char> inner = value.AsSpan(_leastBefore, value.Length - _leastBefore - _leastAfter);
        return _place switch
        {
            PartPlace.AtStart => value.StartsWith(_part, StringComparison.Ordinal),
            PartPlace.AtEnd => value.EndsWith(_part, StringComparison.Ordinal),
            _ => inner.IndexOf(_part, StringComparison.Ordinal) >= 0,
        };
    }

    private static bool TryTrimStart(ref ReadOnlySpan<char> text, out int least)
    {
        least = text.StartsWith(AtLeastOne, StringComparison.Ordinal) ? 1 : 0;
        if (least == 0 && !text.StartsWith(AnyLength, StringComparison.Ordinal)) return false;
        text = text[2..];
        return true;
    }

    private static bool TryTrimEnd(ref ReadOnlySpan<char> text, out int least)
    {
        least = text.EndsWith(AtLeastOne, StringComparison.Ordinal) ? 1 : 0;
        if (least == 0 && !text.EndsWith(AnyLength, StringComparison.Ordinal)) return false;
        text = text[..^2];
        return true;
    }
}
