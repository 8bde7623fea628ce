namespace Heed.Server.Leadership;

/// <summary>The lease as the database has it, by the database's clock.</summary>
/// <param name="Term">The last term.</param>
/// <param name="Holder">The process whose term it is; empty before the first.</param>
/// <param name="Address">Where that process is reached.</param>
/// <param name="IsFree">Whether it has run out, or was given back.</param>
/// <param name="Servers">The servers that were heard of lately, ordered by address.</param>
internal sealed record LeaseView(long Term, string Holder, string Address, bool IsFree, IReadOnlyList<PairServer> Servers);
