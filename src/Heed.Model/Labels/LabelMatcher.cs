using System.Text.RegularExpressions;

using Heed.Model.Parsing;

namespace Heed.Model.Labels;

/// <summary>
/// A condition on one label. A missing label has the empty value, so <c>a!="x"</c> and <c>a=~".*"</c> hold for a set
/// without <c>a</c>. Regular expressions are anchored at both ends and their dot matches a line break, as in Prometheus 3.
/// </summary>
public sealed class LabelMatcher : IEquatable<LabelMatcher>
{
    private readonly Regex? _regex;

    private LabelMatcher(string name, MatchOperator op, string value, Regex? regex)
    {
        Name = name;
        Operator = op;
        Value = value;
        _regex = regex;
    }

    public string Name { get; }

    public MatchOperator Operator { get; }

    /// <summary>The text compared with, or the regular expression as written.</summary>
    public string Value { get; }

    /// <summary>Whether a set without the label satisfies the matcher.</summary>
    public bool MatchesEmpty => Matches("");

    /// <summary>The error of the result says what is wrong with the regular expression.</summary>
    public static ParseResult<LabelMatcher> Parse(string name, MatchOperator op, string value)
    {
        if (op is MatchOperator.Equal or MatchOperator.NotEqual)
        {
            return ParseResult<LabelMatcher>.Success(new LabelMatcher(name, op, value, null));
        }

        ParseResult<Regex> regex = Re2.ParseAnchored(value);
        return regex.IsSuccess
            ? ParseResult<LabelMatcher>.Success(new LabelMatcher(name, op, value, regex.Value))
            : ParseResult<LabelMatcher>.Failure(regex.Error);
    }

    public static LabelMatcher Equal(string name, string value) => new(name, MatchOperator.Equal, value, null);

    public bool Matches(string value) => Operator switch
    {
        MatchOperator.Equal => string.Equals(value, Value, StringComparison.Ordinal),
        MatchOperator.NotEqual => !string.Equals(value, Value, StringComparison.Ordinal),
        MatchOperator.Regex => _regex!.IsMatch(value),
        _ => !_regex!.IsMatch(value),
    };

    /// <summary>As <see cref="Matches(string)"/>, for a value that is no string yet.</summary>
    public bool Matches(ReadOnlySpan<char> value) => Operator switch
    {
        MatchOperator.Equal => value.SequenceEqual(Value),
        MatchOperator.NotEqual => !value.SequenceEqual(Value),
        MatchOperator.Regex => _regex!.IsMatch(value),
        _ => !_regex!.IsMatch(value),
    };

    public bool Matches(LabelSet labels) => Matches(labels.Get(Name));

    public bool Equals(LabelMatcher? other) =>
        other is not null && other.Name == Name && other.Operator == Operator && other.Value == Value;

    public override bool Equals(object? obj) => Equals(obj as LabelMatcher);

    public override int GetHashCode() => HashCode.Combine(Name, Operator, Value);

    /// <summary>As written in a selector: <c>name=~"value"</c>.</summary>
    public override string ToString()
    {
        string op = Operator switch
        {
            MatchOperator.Equal => "=",
            MatchOperator.NotEqual => "!=",
            MatchOperator.Regex => "=~",
            _ => "!~",
        };
        string name = Identifiers.IsLabelName(Name) ? Name : Quoting.Quote(Name);
        return name + op + Quoting.Quote(Value);
    }
}
