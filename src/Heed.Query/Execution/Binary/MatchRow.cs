namespace Heed.Query.Execution.Binary;

/// <summary>One output series of a match, and the pairs of inputs that may feed it; -1 stands for a filled-in partner.</summary>
internal sealed record MatchRow(MatchGroup Group, List<(int Many, int One)> Pairs);
