namespace Heed.Server.Leadership;

/// <summary>A server that shares the state.</summary>
/// <param name="Id">Of the process: another one after each start.</param>
/// <param name="Address">Where the others reach it.</param>
/// <param name="SeenAgo">By the database's clock.</param>
public readonly record struct PairServer(string Id, string Address, TimeSpan SeenAgo);
