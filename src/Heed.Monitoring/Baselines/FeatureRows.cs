using System.Globalization;

using Heed.Monitoring.Evidence;

namespace Heed.Monitoring.Baselines;

/// <summary>The rows of one column as the bins of the feature that was made of it.</summary>
internal sealed class FeatureRows
{
    private readonly FeatureColumn _column;
    private readonly FeatureBaseline _feature;
    private readonly Dictionary<string, int> _categories;

    public FeatureRows(FeatureColumn column, FeatureBaseline feature)
    {
        _column = column;
        _feature = feature;
        _categories = feature.Categories.Select((name, i) => (name, i)).ToDictionary(c => c.name, c => c.i);
    }

    /// <summary>Below, each bin, above, as <see cref="NumberSummary.BinCounts"/>: the last edge belongs to the last bin.</summary>
    public static int BinOf(double value, double[] edges)
    {
        if (value == edges[^1]) return edges.Length - 1;
        int at = Array.BinarySearch(edges, value);
        return at >= 0 ? at + 1 : ~at;
    }

    /// <summary>The value bin, or -1 where the row has no usable value.</summary>
    /// <param name="key">What equals between rows of the same value.</param>
    /// <param name="extra">Without a usable value, its position among <see cref="PaneLayout.Extras"/>.</param>
    public int BinOf(int row, out double key, out int extra)
    {
        int state = _column.States[row];
        key = double.NaN;
        extra = state == RowStates.NotFinite ? 1 : 0;
        if (state is RowStates.Missing or RowStates.NotFinite) return -1;
        if (_feature.Numbers is not null)
        {
            extra = 2;
            if (RowStates.IsText(state)) return -1;
            key = _column.Numbers[state];
            return BinOf(key, _feature.Numbers.BinEdges);
        }

        string text = RowStates.IsText(state)
            ? _column.States.TextOf(state)
            : _column.Numbers[state].ToString("R", CultureInfo.InvariantCulture);
        int category = _categories.GetValueOrDefault(text, _feature.Categories.Count);
        key = category;
        return category;
    }
}
