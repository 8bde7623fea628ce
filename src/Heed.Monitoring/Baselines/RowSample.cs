using Heed.Model.Records;

namespace Heed.Monitoring.Baselines;

/// <summary>
/// Rows of a baseline with all their features, evenly spaced and in order: every row until there are too many, then every second one of
/// those and of the rest, and so on. The same rows in give the same sample.
/// </summary>
internal sealed class RowSample
{
    /// <summary>Rows at which every second one is dropped.</summary>
    public const int MostRows = 16_384;

    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly List<Row> _rows = [];
    private readonly List<(int Column, double Number, string? Text)> _current = [];
    private long _seen;
    private int _stride = 1;

    public IReadOnlyList<Row> Rows => _rows;

    private bool IsTaken => _seen % _stride == 0;

    public void AddNumber(string feature, double value)
    {
        if (IsTaken) _current.Add((ColumnOf(feature), value, null));
    }

    public void AddText(string feature, string value)
    {
        if (IsTaken) _current.Add((ColumnOf(feature), double.NaN, value));
    }

    /// <param name="answer">The position among the answered rows; −1 for a row without an answer.</param>
    public void EndRow(int answer)
    {
        if (IsTaken)
        {
            if (answer >= 0) _rows.Add(new Row(answer, [.. _current]));
            _current.Clear();
        }

        _seen++;
        if (_rows.Count < MostRows) return;
        for (int i = 0; i < _rows.Count / 2; i++) _rows[i] = _rows[2 * i];
        _rows.RemoveRange(_rows.Count / 2, _rows.Count - (_rows.Count / 2));
        _stride *= 2;
    }

    /// <summary>Overwrites the features of a row, in the order of a baseline; what the row does not name is absent.</summary>
    public void Read(Row row, IReadOnlyList<FeatureBaseline> features, Dictionary<string, int>[] categories, Span<FeatureValue> values)
    {
        values.Clear();
        for (int i = 0; i < values.Length; i++)
        {
            if (!_columns.TryGetValue(features[i].Name, out int column)) continue;
            foreach ((int at, double number, string? text) in row.Values)
            {
                if (at == column) values[i] = ValueOf(features[i], categories[i], number, text);
            }
        }
    }

    private static FeatureValue ValueOf(FeatureBaseline feature, Dictionary<string, int> categories, double number, string? text)
    {
        if (feature.Kind == FeatureKind.Number) return text is null ? FeatureValue.OfNumber(number) : FeatureValue.Invalid;
        string name = text ?? number.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        return categories.TryGetValue(name, out int position) ? FeatureValue.OfCategory(position) : FeatureValue.Unseen;
    }

    private int ColumnOf(string feature)
    {
        if (!_columns.TryGetValue(feature, out int column)) _columns.Add(feature, column = _columns.Count);
        return column;
    }

    /// <param name="Answer">The position among the answered rows.</param>
    /// <param name="Values">What the row names.</param>
    internal readonly record struct Row(int Answer, (int Column, double Number, string? Text)[] Values);
}
