using Heed.Storage.Blocks;
using Heed.Storage.Index;

namespace Heed.Storage;

/// <summary>What a selection was made from: while it is the same, so is what matchers find.</summary>
/// <param name="Index">Of the head.</param>
/// <param name="Count">Of the index' slots.</param>
/// <param name="GoneCount">Of the series that left it.</param>
/// <param name="Set">The blocks.</param>
internal readonly record struct SelectionState(SeriesIndex Index, int Count, int GoneCount, BlockSet Set)
{
    /// <summary>The state of this moment, or an older one: what changes while it is read makes it differ from the next.</summary>
    public static SelectionState Of(SeriesIndex index, BlockCatalog blocks)
    {
        int count = index.Count;
        int gone = index.GoneCount;
        return new SelectionState(index, count, gone, blocks.Current);
    }

    public bool IsSame(in SelectionState other) =>
        ReferenceEquals(Index, other.Index) && Count == other.Count && GoneCount == other.GoneCount && ReferenceEquals(Set, other.Set);
}
