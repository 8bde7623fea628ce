namespace Heed.Server.Leadership;

/// <summary>The pair as one of its servers sees it.</summary>
/// <param name="IsReachable">Whether the state's database answers.</param>
/// <param name="Problem">Why not, in a sentence without secrets; null while it does.</param>
/// <param name="Term">The last term.</param>
/// <param name="LeaderId">Whose it is; empty before the first.</param>
/// <param name="LeaderAddress">Where that server is reached.</param>
/// <param name="IsLed">Whether the lease ran when it was looked at.</param>
/// <param name="Servers">Those that were heard of lately, this one among them.</param>
public sealed record PairView(
    bool IsReachable, string? Problem, long Term, string LeaderId, string LeaderAddress, bool IsLed, IReadOnlyList<PairServer> Servers);
