namespace Heed.Rules.Groups;

/// <summary>How many series or alerts a rule may give.</summary>
internal static class RuleLimit
{
    public static int Of(RuleGroup group, RuleEngineOptions options) =>
        group.Limit > 0 ? Math.Min(group.Limit, options.SeriesLimit) : options.SeriesLimit;
}
