using Heed.Statistics.Quantiles;

namespace Heed.Monitoring.Behaviour;

/// <summary>The hours of the last four weeks, a row of figures each. Single precision: a row is 36 bytes. Takes space as it fills.</summary>
internal sealed class HourHistory
{
    public const int Columns = 9;

    /// <summary>Four weeks.</summary>
    private const int MostHours = 28 * 24;

    private readonly List<float> _rows = [];
    private int _oldest;

    /// <summary>Hours.</summary>
    public int Count => _rows.Count / Columns;

    /// <summary>Adds an hour; the oldest one goes where there are four weeks of them.</summary>
    public void Add(ReadOnlySpan<double> row)
    {
        if (Count < MostHours)
        {
            foreach (double value in row) _rows.Add((float)value);
            return;
        }

        for (int k = 0; k < Columns; k++) _rows[(_oldest * Columns) + k] = (float)row[k];
        _oldest = (_oldest + 1) % MostHours;
    }

    /// <summary>
    /// All rows and one more behind them; what a row does not say is the middle of what the past says, 0 where that says nothing, which a
    /// forest ignores.
    /// </summary>
    /// <param name="row">As it would be added.</param>
    /// <param name="middles">Takes the middle of each column.</param>
    public double[] FilledWith(ReadOnlySpan<double> row, Span<double> middles)
    {
        double[] rows = new double[_rows.Count + Columns];
        double[] column = new double[Count];
        for (int k = 0; k < Columns; k++)
        {
            int known = 0;
            for (int at = k; at < _rows.Count; at += Columns)
            {
                if (!float.IsNaN(_rows[at])) column[known++] = _rows[at];
            }

            Array.Sort(column, 0, known);
            middles[k] = known == 0 ? 0 : SortedQuantile.Of(column.AsSpan(0, known), 1, 2);
            for (int at = k; at < _rows.Count; at += Columns) rows[at] = float.IsNaN(_rows[at]) ? middles[k] : _rows[at];
            rows[_rows.Count + k] = double.IsNaN(row[k]) ? middles[k] : (float)row[k];
        }

        return rows;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_oldest);
        writer.Write(_rows.Count);
        foreach (float value in _rows) writer.Write(value);
    }

    public void Load(BinaryReader reader)
    {
        _oldest = reader.ReadInt32();
        int count = reader.ReadInt32();
        _rows.Clear();
        for (int i = 0; i < count; i++) _rows.Add(reader.ReadSingle());
    }
}
