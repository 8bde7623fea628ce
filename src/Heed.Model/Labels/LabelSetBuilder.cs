namespace Heed.Model.Labels;

/// <summary>Collects labels for a <see cref="LabelSet"/>. May be used again after <see cref="Build"/>.</summary>
public sealed class LabelSetBuilder
{
    private readonly List<Label> _labels;

    public LabelSetBuilder() => _labels = [];

    public LabelSetBuilder(LabelSet start) => _labels = [.. start.Labels];

    /// <summary>Sets a label; an empty value removes it.</summary>
    public LabelSetBuilder Set(string name, string value)
    {
        int index = IndexOf(name);
        if (value.Length == 0)
        {
            if (index >= 0) _labels.RemoveAt(index);
        }
        else if (index >= 0)
        {
            _labels[index] = new Label(name, value);
        }
        else
        {
            _labels.Insert(~index, new Label(name, value));
        }

        return this;
    }

    public LabelSetBuilder Remove(string name) => Set(name, "");

    public string Get(string name)
    {
        int index = IndexOf(name);
        return index >= 0 ? _labels[index].Value : "";
    }

    public LabelSet Build() => _labels.Count == 0 ? LabelSet.Empty : new LabelSet([.. _labels]);

    private int IndexOf(string name)
    {
        int low = 0;
        int high = _labels.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int order = string.CompareOrdinal(_labels[middle].Name, name);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return ~low;
    }
}
