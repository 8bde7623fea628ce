using System.Text;

using Heed.Model.Labels;

namespace Heed.Monitoring.Series;

/// <summary>The counters of <see cref="OwnCounter"/>.</summary>
internal sealed class OwnCounters
{
    private static readonly string[] Names = [.. Enum.GetNames<OwnCounter>().Select(SnakeCase)];

    private readonly long[] _values = new long[Names.Length];
    private readonly LabelSet[] _labels;

    public OwnCounters(ModelSeries series) => _labels = [.. Names.Select(n => series.Of($"{MetricNames.OwnPrefix}{n}_total"))];

    public long this[OwnCounter counter]
    {
        get => _values[(int)counter];
        set => _values[(int)counter] = value;
    }

    public void Add(OwnCounter counter, long count = 1) => _values[(int)counter] += count;

    public IReadOnlyDictionary<string, long> ByName() => Names.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => _values[p.i]);

    public void Collect(SeriesWriter writer)
    {
        for (int i = 0; i < _values.Length; i++) writer.Write(_labels[i], _values[i]);
    }

    public void Save(BinaryWriter writer)
    {
        foreach (long value in _values) writer.Write(value);
    }

    public void Load(BinaryReader reader)
    {
        for (int i = 0; i < _values.Length; i++) _values[i] = reader.ReadInt64();
    }

    private static string SnakeCase(string name)
    {
        StringBuilder text = new();
        foreach (char letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0) text.Append('_');
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
