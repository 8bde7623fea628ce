using Heed.Model.Labels;
using Heed.Storage.Blocks;

namespace Heed.Storage;

/// <summary>What a selection asked for.</summary>
internal readonly record struct SelectionKey(MatcherList Matchers, bool UsesBlocks)
{
    public SelectionKey(IReadOnlyList<LabelMatcher> matchers, bool usesBlocks)
        : this(new MatcherList(matchers), usesBlocks)
    {
    }
}
