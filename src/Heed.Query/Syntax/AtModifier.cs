namespace Heed.Query.Syntax;

/// <param name="TimeMs">Unix milliseconds; only with <see cref="TimeAnchor.Timestamp"/>.</param>
public readonly record struct AtModifier(TimeAnchor Anchor, long TimeMs = 0)
{
    public static readonly AtModifier None;
}
