using System.Collections.Frozen;

using Heed.Model.Labels;

namespace Heed.Storage.Index;

/// <summary>
/// What a matcher wants, taken apart so that few values have to be looked at and fewer of them by its regular expression: whole values
/// to look up, beginnings to look for, and pieces that a value must have.
/// </summary>
internal sealed class ValuePattern
{
    /// <summary>A value is compared with so many beginnings before the regular expression is the shorter way.</summary>
    private const int MostStartsToTry = 8;

    /// <summary>From so many whole values on a table of them is faster than trying each.</summary>
    private const int LeastWholeForTable = 8;

    private readonly LabelMatcher _matcher;
    private readonly TextPieces? _pieces;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>>? _whole;

    public ValuePattern(LabelMatcher matcher)
    {
        _matcher = matcher;
        IsPositive = matcher.Operator is MatchOperator.Equal or MatchOperator.Regex;
        Starts = matcher.Operator is MatchOperator.Equal or MatchOperator.NotEqual
            ? [new LiteralStart(matcher.Value, LabelTail.Nothing)]
            : RegexStarts.Read(matcher.Value, out _pieces);
        bool areWhole = Array.TrueForAll(Starts, static s => s.Tail == LabelTail.Nothing);
        if (!areWhole || Starts.Length < LeastWholeForTable) return;
        _whole = Starts.Select(static s => s.Text).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Whether the matcher wants what its text describes, rather than everything else.</summary>
    public bool IsPositive { get; }

    /// <summary>How the values that the text describes begin: ordered, and none of them describes what another does.</summary>
    public LiteralStart[] Starts { get; }

    /// <summary>Whether the text describes the value: the matcher's own answer, or the opposite where it is negative.</summary>
    public bool Describes(ReadOnlySpan<char> value)
    {
        if (_whole is { } table) return table.Contains(value);
        if (_pieces is not null)
        {
            bool has = _pieces.AreIn(value);
            if (!has || _pieces.IsExact) return has;
        }
        else if (Starts.Length <= MostStartsToTry)
        {
            LabelTail? tail = TailOf(value);
            if (tail != LabelTail.Unknown) return tail is not null;
        }

        return _matcher.Matches(value) == IsPositive;
    }

    /// <summary>Whether the text describes a value that begins with one of its starts.</summary>
    public bool Describes(ReadOnlySpan<char> value, LiteralStart start) => start.Tail switch
    {
        LabelTail.Nothing => value.Length == start.Text.Length,
        LabelTail.Anything => true,
        LabelTail.Something => value.Length > start.Text.Length,
        _ => (_pieces is null || _pieces.AreIn(value)) && (_pieces is { IsExact: true } || _matcher.Matches(value) == IsPositive),
    };

    /// <returns>How the value goes on behind the start that describes it; null where none does.</returns>
    private LabelTail? TailOf(ReadOnlySpan<char> value)
    {
        LabelTail? found = null;
        foreach (LiteralStart start in Starts)
        {
            if (!value.StartsWith(start.Text, StringComparison.Ordinal)) continue;
            bool fits = start.Tail switch
            {
                LabelTail.Nothing => value.Length == start.Text.Length,
                LabelTail.Something => value.Length > start.Text.Length,
                _ => true,
            };
            if (!fits) continue;
            if (start.Tail != LabelTail.Unknown) return start.Tail;
            found = LabelTail.Unknown;
        }

        return found;
    }
}
