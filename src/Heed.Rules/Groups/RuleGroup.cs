namespace Heed.Rules.Groups;

/// <summary>Rules that are evaluated one behind the other at the same times: a later one sees what an earlier one recorded.</summary>
/// <param name="File">As the user wrote it; with the name it is the group's identity.</param>
/// <param name="Interval">Null for the engine's evaluation interval.</param>
/// <param name="Limit">The most series or alerts a rule may give; zero for no limit of the group's own.</param>
/// <param name="QueryOffset">How far into the past the rules look; null for the engine's.</param>
/// <param name="Rules">Already with the group's labels.</param>
public sealed record RuleGroup(
    string File, string Name, TimeSpan? Interval, int Limit, TimeSpan? QueryOffset, IReadOnlyList<Rule> Rules);
