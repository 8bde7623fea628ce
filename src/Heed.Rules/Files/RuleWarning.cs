namespace Heed.Rules.Files;

/// <summary>Something in a rule that is allowed but hardly meant.</summary>
/// <param name="Line">Counted from one.</param>
/// <param name="Column">Counted from one.</param>
/// <param name="Message">A sentence without a full stop.</param>
/// <param name="Suggestion">What to write instead; null where nothing better is known.</param>
/// <param name="NeverMatches">Whether the rule, as it is, has no results or not those that were meant.</param>
public sealed record RuleWarning(string File, int Line, int Column, string Message, string? Suggestion = null, bool NeverMatches = false)
{
    public override string ToString() => $"{File}:{Line}:{Column}: {Message}{(Suggestion is null ? "" : $"; write {Suggestion}")}";
}
