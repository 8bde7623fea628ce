namespace Heed.Server.State;

/// <summary>What one turn adds to the pages of alerts and open incidents.</summary>
/// <param name="Pages">In order.</param>
/// <param name="ReplacesAll">Whether they say everything, so that the pages before may go.</param>
/// <param name="NowMs">The engine's time.</param>
public sealed record AlertPageBatch(IReadOnlyList<byte[]> Pages, bool ReplacesAll, long NowMs)
{
    public static readonly AlertPageBatch Empty = new([], false, 0);

    public bool IsEmpty => Pages.Count == 0 && !ReplacesAll;
}
