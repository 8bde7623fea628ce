using System.Text;

using Heed.Model.Metadata;

namespace Heed.Ingest.Exposition;

/// <summary>What the <c># TYPE</c>, <c># HELP</c> and <c># UNIT</c> lines of the current family say, as places in the body.</summary>
internal sealed class FamilyLines
{
    private Range _name;
    private Range _help;
    private Range _unit;

    public MetricType Type { get; private set; }

    /// <summary>The family's name as it stands in the body, without quotes.</summary>
    public ReadOnlySpan<byte> Name(ReadOnlySpan<byte> body) => body[_name];

    /// <summary>Another name begins another family.</summary>
    public void Enter(ReadOnlySpan<byte> body, Range name)
    {
        if (body[name].SequenceEqual(body[_name])) return;
        _name = name;
        _help = default;
        _unit = default;
        Type = MetricType.Unknown;
    }

    public void SetHelp(Range help) => _help = help;

    /// <summary>False where the family's name does not end with the unit, as OpenMetrics demands.</summary>
    public bool TrySetUnit(ReadOnlySpan<byte> body, Range unit)
    {
        _unit = unit;
        ReadOnlySpan<byte> text = body[unit];
        ReadOnlySpan<byte> name = body[_name];
        return text.Length == 0 || (name.Length > text.Length && name.EndsWith(text) && name[^(text.Length + 1)] == '_');
    }

    public bool TrySetType(ReadOnlySpan<byte> word, bool isOpenMetrics)
    {
        MetricType? type = isOpenMetrics ? OpenMetricsType(word) : TextType(word);
        Type = type ?? MetricType.Unknown;
        return type is not null;
    }

    public MetricMetadata ToMetadata(ReadOnlySpan<byte> body) => new(
        SeriesLabels.Unescape(body[_name]), Type, Encoding.UTF8.GetString(body[_unit]), SeriesLabels.Unescape(body[_help]));

    private static MetricType? TextType(ReadOnlySpan<byte> word)
    {
        if (word.SequenceEqual("counter"u8)) return MetricType.Counter;
        if (word.SequenceEqual("gauge"u8)) return MetricType.Gauge;
        if (word.SequenceEqual("histogram"u8)) return MetricType.Histogram;
        if (word.SequenceEqual("summary"u8)) return MetricType.Summary;
        return word.SequenceEqual("untyped"u8) ? MetricType.Unknown : null;
    }

    private static MetricType? OpenMetricsType(ReadOnlySpan<byte> word)
    {
        if (word.SequenceEqual("gaugehistogram"u8)) return MetricType.GaugeHistogram;
        if (word.SequenceEqual("info"u8)) return MetricType.Info;
        if (word.SequenceEqual("stateset"u8)) return MetricType.StateSet;
        if (word.SequenceEqual("unknown"u8)) return MetricType.Unknown;
        return word.SequenceEqual("untyped"u8) ? null : TextType(word);
    }
}
