namespace Heed.Monitoring.Quality;

/// <summary>
/// The labelled records of one pane. Cells are kept sparsely, in ascending order: a pane of few records takes the space of few.
/// </summary>
internal sealed class OutcomePane
{
    private ushort[] _places = new ushort[4];
    private OutcomeCell[] _cells = new OutcomeCell[4];
    private int _count;
    private WeightedMean _first;
    private WeightedMean _second;
    private WeightedMean[] _means = [];

    public void Add(in OutcomeDetail detail)
    {
        _first += detail.First;
        _second += detail.Second;
        if (detail.Cell >= 0) CellAt(detail.Cell) += detail.CellSums;
        if (detail.ConfidenceCell >= 0) CellAt(detail.ConfidenceCell) += detail.ConfidenceSums;
        if (detail.Figures is null) return;
        if (_means.Length == 0) _means = new WeightedMean[detail.Figures.Length];
        for (int i = 0; i < _means.Length; i++) _means[i] += WeightedMean.Of(detail.Figures[i], detail.Weight);
    }

    /// <summary>Takes back what was added.</summary>
    public void Remove(in OutcomeDetail detail)
    {
        _first -= detail.First;
        _second -= detail.Second;
        if (detail.Cell >= 0) CellAt(detail.Cell) -= detail.CellSums;
        if (detail.ConfidenceCell >= 0) CellAt(detail.ConfidenceCell) -= detail.ConfidenceSums;
        for (int i = 0; i < _means.Length; i++) _means[i] -= WeightedMean.Of(detail.Figures![i], detail.Weight);
    }

    public void AddTo(OutcomeTally tally)
    {
        tally.First += _first;
        tally.Second += _second;

        // What was taken back leaves rounding of weights behind, but no record.
        for (int i = 0; i < _count; i++)
        {
            if (_cells[i].Mass.N > 0) tally.Cells[_places[i]] += _cells[i];
        }

        for (int i = 0; i < _means.Length; i++) tally.Means[i] += _means[i];
    }

    public void Clear()
    {
        _count = 0;
        _first = default;
        _second = default;
        Array.Clear(_means);
    }

    public void Save(BinaryWriter writer)
    {
        WeightedMean.Save(writer, _first);
        WeightedMean.Save(writer, _second);
        writer.Write(_count);
        for (int i = 0; i < _count; i++)
        {
            writer.Write(_places[i]);
            Mass.Save(writer, _cells[i].Mass);
            writer.Write(_cells[i].ScoreSum);
        }

        writer.Write((byte)_means.Length);
        foreach (WeightedMean mean in _means) WeightedMean.Save(writer, mean);
    }

    public static OutcomePane Load(BinaryReader reader)
    {
        OutcomePane pane = new() { _first = WeightedMean.Load(reader), _second = WeightedMean.Load(reader), _count = reader.ReadInt32() };
        pane._places = new ushort[Math.Max(4, pane._count)];
        pane._cells = new OutcomeCell[pane._places.Length];
        for (int i = 0; i < pane._count; i++)
        {
            pane._places[i] = reader.ReadUInt16();
            pane._cells[i] = new OutcomeCell(Mass.Load(reader), reader.ReadDouble());
        }

        pane._means = new WeightedMean[reader.ReadByte()];
        for (int i = 0; i < pane._means.Length; i++) pane._means[i] = WeightedMean.Load(reader);
        return pane;
    }

    private ref OutcomeCell CellAt(int place)
    {
        int at = _places.AsSpan(0, _count).BinarySearch((ushort)place);
        if (at < 0) Insert(at = ~at, place);
        return ref _cells[at];
    }

    private void Insert(int at, int place)
    {
        if (_count == _places.Length)
        {
            Array.Resize(ref _places, _count * 2);
            Array.Resize(ref _cells, _count * 2);
        }

        _places.AsSpan(at, _count - at).CopyTo(_places.AsSpan(at + 1));
        _cells.AsSpan(at, _count - at).CopyTo(_cells.AsSpan(at + 1));
        _places[at] = (ushort)place;
        _cells[at] = default;
        _count++;
    }
}
