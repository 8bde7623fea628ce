using Heed.Model.Labels;

namespace Heed.Monitoring.Series;

/// <summary>Counters that differ in the values of one or two labels, each label bounded by a <see cref="NameTable"/>.</summary>
internal sealed class CounterFamily
{
    private readonly ModelSeries _series;
    private readonly string _metric;
    private readonly string _firstLabel;
    private readonly string _secondLabel;
    private readonly NameTable _first;
    private readonly NameTable? _second;
    private readonly List<LabelSet> _labels = [];
    private readonly List<long> _values = [];
    private readonly List<(int First, int Second)> _keys = [];
    private readonly Dictionary<(int First, int Second), int> _positions = [];
    private int _last = -1;

    public CounterFamily(ModelSeries series, string metric, string label, NameTable names)
        : this(series, metric, label, names, "", null)
    {
    }

    public CounterFamily(ModelSeries series, string metric, string firstLabel, NameTable first, string secondLabel, NameTable? second)
    {
        _series = series;
        _metric = metric;
        _firstLabel = firstLabel;
        _first = first;
        _secondLabel = secondLabel;
        _second = second;
    }

    public long Total { get; private set; }

    /// <summary>Makes a series start at 0, so that a rate sees its first increase.</summary>
    public void Declare(int first, int second = 0) => Position(first, second);

    public void Add(int first, int second = 0)
    {
        Total++;
        int last = _last;
        if (last < 0 || _keys[last] != (first, second)) _last = last = Position(first, second);
        _values[last]++;
    }

    /// <summary>Adds what another family of the same labels has counted; its names may have other positions.</summary>
    public void AddFrom(CounterFamily other)
    {
        for (int i = 0; i < other._keys.Count; i++)
        {
            (int first, int second) = other._keys[i];
            int position = Position(_first.FindOrAdd(other._first[first]), _second is null ? 0 : _second.FindOrAdd(other._second![second]));
            _values[position] += other._values[i];
            Total += other._values[i];
        }
    }

    /// <summary>The sum over the first label for each value of the second.</summary>
    public IEnumerable<(int Second, long Count)> BySecond() =>
        _keys.Select((key, i) => (key.Second, Count: _values[i])).GroupBy(p => p.Second).Select(g => (g.Key, g.Sum(p => p.Count)));

    public void Collect(SeriesWriter writer)
    {
        for (int i = 0; i < _labels.Count; i++) writer.Write(_labels[i], _values[i]);
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_keys.Count);
        for (int i = 0; i < _keys.Count; i++)
        {
            writer.Write(_keys[i].First);
            writer.Write(_keys[i].Second);
            writer.Write(_values[i]);
        }
    }

    /// <summary>After the name tables were loaded.</summary>
    public void Load(BinaryReader reader)
    {
        _labels.Clear();
        _values.Clear();
        _keys.Clear();
        _positions.Clear();
        _last = -1;
        Total = 0;
        int count = reader.ReadInt32();
        for (int i = 0; i < count; i++)
        {
            int position = Position(reader.ReadInt32(), reader.ReadInt32());
            _values[position] = reader.ReadInt64();
            Total += _values[position];
        }
    }

    private int Position(int first, int second)
    {
        if (_positions.TryGetValue((first, second), out int position)) return position;
        position = _keys.Count;
        _positions.Add((first, second), position);
        _keys.Add((first, second));
        _values.Add(0);
        _labels.Add(_second is null
            ? _series.Of(_metric, (_firstLabel, _first[first]))
            : _series.Of(_metric, (_firstLabel, _first[first]), (_secondLabel, _second[second])));
        return position;
    }
}
