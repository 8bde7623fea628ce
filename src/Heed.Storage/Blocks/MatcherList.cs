using Heed.Model.Labels;

namespace Heed.Storage.Blocks;

/// <summary>A list of matchers as the key of what they find.</summary>
internal readonly struct MatcherList : IEquatable<MatcherList>
{
    private readonly LabelMatcher[] _matchers;

    public MatcherList(IReadOnlyList<LabelMatcher> matchers) => _matchers = [.. matchers];

    public bool Equals(MatcherList other) => _matchers.AsSpan().SequenceEqual(other._matchers);

    public override bool Equals(object? obj) => obj is MatcherList other && Equals(other);

    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (LabelMatcher matcher in _matchers) hash.Add(matcher);
        return hash.ToHashCode();
    }
}
