using System.Text;

using Heed.Model.Parsing;

namespace Heed.Model.Labels;

/// <summary>
/// An immutable set of labels, ordered by name (ordinal), without empty values: a label with an empty value
/// and an absent label are the same thing.
/// </summary>
public sealed class LabelSet : IEquatable<LabelSet>, IComparable<LabelSet>
{
    public static readonly LabelSet Empty = new([]);

    private readonly Label[] _labels;
    private readonly ulong _fingerprint;

    /// <param name="ordered">Ordered by name, unique names, no empty value; owned by the set from now on.</param>
    internal LabelSet(Label[] ordered)
    {
        _labels = ordered;
        _fingerprint = ComputeFingerprint(ordered);
    }

    private LabelSet(Label[] ordered, ulong fingerprint)
    {
        _labels = ordered;
        _fingerprint = fingerprint;
    }

    public int Count => _labels.Length;

    public ReadOnlySpan<Label> Labels => _labels;

    /// <summary>A 64-bit hash of names and values: stable between processes, machines and versions.</summary>
    public ulong Fingerprint => _fingerprint;

    /// <summary>The value of <see cref="LabelNames.MetricName"/>, or the empty string.</summary>
    public string MetricName => Get(LabelNames.MetricName);

    /// <summary>Builds a set; later pairs replace earlier ones with the same name, and empty values drop the name.</summary>
    public static LabelSet Of(params ReadOnlySpan<(string Name, string Value)> pairs)
    {
        LabelSetBuilder builder = new();
        foreach ((string name, string value) in pairs) builder.Set(name, value);
        return builder.Build();
    }

    public static LabelSet From(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        LabelSetBuilder builder = new();
        foreach ((string name, string value) in pairs) builder.Set(name, value);
        return builder.Build();
    }

    /// <summary>Builds a set of labels that are in order already, as formats carry them, without sorting them anew.</summary>
    /// <param name="ordered">Ordered by name (ordinal), unique names, no empty value; copied.</param>
    /// <exception cref="ArgumentException">They are not so.</exception>
    public static LabelSet FromOrdered(ReadOnlySpan<Label> ordered)
    {
        for (int i = 0; i < ordered.Length; i++)
        {
            if (ordered[i].Value.Length > 0 && (i == 0 || string.CompareOrdinal(ordered[i - 1].Name, ordered[i].Name) < 0)) continue;
            string message = $"expected names in ascending order and no empty value, found {ordered[i]} at {i}";
            throw new ArgumentException(message, nameof(ordered));
        }

        return ordered.IsEmpty ? Empty : new LabelSet(ordered.ToArray());
    }

    /// <summary>This set made of other instances of its texts, so that sets which say the same can share them.</summary>
    /// <param name="same">The labels of this set; copied.</param>
    /// <exception cref="ArgumentException">They are others.</exception>
    public LabelSet MadeOf(ReadOnlySpan<Label> same) =>
        _labels.AsSpan().SequenceEqual(same)
            ? new LabelSet(same.ToArray(), _fingerprint)
            : throw new ArgumentException($"expected the labels {this}, found others", nameof(same));

    /// <summary>The value of a label, or the empty string where the set has none of that name.</summary>
    public string Get(string name)
    {
        foreach (Label label in _labels)
        {
            int order = string.CompareOrdinal(label.Name, name);
            if (order == 0) return label.Value;
            if (order > 0) break;
        }

        return "";
    }

    public bool Has(string name) => Get(name).Length > 0;

    public LabelSetBuilder ToBuilder() => new(this);

    /// <summary>This set with one label set (or, by an empty value, removed).</summary>
    public LabelSet With(string name, string value) => ToBuilder().Set(name, value).Build();

    /// <summary>This set without the labels of these names.</summary>
    public LabelSet Without(params ReadOnlySpan<string> names)
    {
        LabelSetBuilder builder = ToBuilder();
        foreach (string name in names) builder.Remove(name);
        return builder.Build();
    }

    public bool Equals(LabelSet? other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (other is null || other._fingerprint != _fingerprint || other._labels.Length != _labels.Length) return false;
        return _labels.AsSpan().SequenceEqual(other._labels);
    }

    public override bool Equals(object? obj) => Equals(obj as LabelSet);

    public override int GetHashCode() => (int)_fingerprint ^ (int)(_fingerprint >> 32);

    /// <summary>Orders by the first differing name, then value, then by length: the order of Prometheus' results.</summary>
    public int CompareTo(LabelSet? other)
    {
        if (other is null) return 1;
        int shared = Math.Min(_labels.Length, other._labels.Length);
        for (int i = 0; i < shared; i++)
        {
            int order = string.CompareOrdinal(_labels[i].Name, other._labels[i].Name);
            if (order != 0) return order;
            order = string.CompareOrdinal(_labels[i].Value, other._labels[i].Value);
            if (order != 0) return order;
        }

        return _labels.Length - other._labels.Length;
    }

    public static bool operator ==(LabelSet? left, LabelSet? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(LabelSet? left, LabelSet? right) => !(left == right);

    public static bool operator <(LabelSet left, LabelSet right) => left.CompareTo(right) < 0;

    public static bool operator >(LabelSet left, LabelSet right) => left.CompareTo(right) > 0;

    public static bool operator <=(LabelSet left, LabelSet right) => left.CompareTo(right) <= 0;

    public static bool operator >=(LabelSet left, LabelSet right) => left.CompareTo(right) >= 0;

    /// <summary>As Prometheus writes it: <c>name{a="b", c="d"}</c>.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        string metric = MetricName;
        bool plainMetric = metric.Length > 0 && Identifiers.IsMetricName(metric);
        if (plainMetric) text.Append(metric);
        int others = _labels.Length - (plainMetric ? 1 : 0);
        if (others == 0 && plainMetric) return text.ToString();
        text.Append('{');
        bool first = true;
        foreach (Label label in _labels)
        {
            if (plainMetric && label.Name == LabelNames.MetricName) continue;
            if (!first) text.Append(", ");
            first = false;
            if (Identifiers.IsLabelName(label.Name)) text.Append(label.Name);
            else Quoting.AppendQuoted(text, label.Name);
            text.Append('=');
            Quoting.AppendQuoted(text, label.Value);
        }

        return text.Append('}').ToString();
    }

    private static ulong ComputeFingerprint(ReadOnlySpan<Label> labels)
    {
        StableHash hash = new(0);
        foreach (Label label in labels)
        {
            hash.Add(label.Name);
            hash.Add(label.Value);
        }

        return hash.ToUInt64();
    }
}
