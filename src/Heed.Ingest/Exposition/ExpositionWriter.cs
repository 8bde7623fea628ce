using System.Globalization;
using System.Text;

using Heed.Model.Labels;
using Heed.Model.Metadata;
using Heed.Model.Parsing;

namespace Heed.Ingest.Exposition;

/// <summary>
/// Writes series as Prometheus' text format or OpenMetrics 1.0, piece by piece: the caller takes <see cref="Written"/> and clears as
/// often as it likes. Names that the formats only know in quotes are written so.
/// </summary>
/// <param name="format">Which of the two text formats.</param>
public sealed class ExpositionWriter(ExpositionFormat format)
{
    private readonly bool _isOpenMetrics = format == ExpositionFormat.OpenMetrics;
    private readonly StringBuilder _text = new();

    /// <summary>Characters that were written since the last <see cref="Clear"/>.</summary>
    public int Length => _text.Length;

    /// <summary>The text since the last <see cref="Clear"/>, in UTF-8.</summary>
    public byte[] Written() => Encoding.UTF8.GetBytes(_text.ToString());

    public void Clear() => _text.Clear();

    /// <summary>Type, help and unit of the family whose samples follow. OpenMetrics' own types are unknown ones in the text format.</summary>
    public void WriteFamily(MetricMetadata family)
    {
        if (family.Help.Length > 0)
        {
            BeginComment("HELP", family.Family);
            AppendEscaped(family.Help, escapesQuotes: _isOpenMetrics);
            _text.Append('\n');
        }

        BeginComment("TYPE", family.Family);
        bool isKnown = _isOpenMetrics || family.Type is MetricType.Counter or MetricType.Gauge or MetricType.Histogram or MetricType.Summary;
        _text.Append(isKnown ? MetricTypes.Word(family.Type) : "untyped").Append('\n');
        if (!_isOpenMetrics || family.Unit.Length == 0) return;
        BeginComment("UNIT", family.Family);
        _text.Append(family.Unit).Append('\n');
    }

    /// <param name="labels">With <see cref="LabelNames.MetricName"/>.</param>
    /// <param name="value">NaN is written as such, whichever it is.</param>
    /// <param name="timeMs">Unix milliseconds; null where the sample is of the moment.</param>
    public void WriteSample(LabelSet labels, double value, long? timeMs)
    {
        AppendSeries(labels);
        _text.Append(' ').Append(GoNumber.FormatExposition(value));
        if (timeMs is { } time && _isOpenMetrics) AppendSeconds(time);
        else if (timeMs is { } whole) _text.Append(CultureInfo.InvariantCulture, $" {whole}");
        _text.Append('\n');
    }

    /// <summary>OpenMetrics says where it ends, so that a cut body is known.</summary>
    public void End()
    {
        if (_isOpenMetrics) _text.Append("# EOF\n");
    }

    private void BeginComment(string word, string family)
    {
        _text.Append("# ").Append(word).Append(' ');
        AppendName(family, Identifiers.IsMetricName(family));
        _text.Append(' ');
    }

    private void AppendSeries(LabelSet labels)
    {
        string metric = labels.MetricName;
        bool isPlain = Identifiers.IsMetricName(metric);
        if (isPlain) _text.Append(metric);
        if (isPlain && labels.Count == 1) return;
        _text.Append('{');
        bool needsComma = !isPlain;
        if (!isPlain) AppendName(metric, isPlain: false);
        foreach (Label label in labels.Labels)
        {
            if (label.Name == LabelNames.MetricName) continue;
            if (needsComma) _text.Append(',');
            needsComma = true;
            AppendName(label.Name, Identifiers.IsLabelName(label.Name));
            _text.Append("=\"");
            AppendEscaped(label.Value, escapesQuotes: true);
            _text.Append('"');
        }

        _text.Append('}');
    }

    private void AppendName(string name, bool isPlain)
    {
        if (isPlain)
        {
            _text.Append(name);
            return;
        }

        _text.Append('"');
        AppendEscaped(name, escapesQuotes: true);
        _text.Append('"');
    }

    private void AppendEscaped(string text, bool escapesQuotes)
    {
        foreach (char c in text)
        {
            switch (c)
            {
                case '\\': _text.Append(@"\\"); break;
                case '\n': _text.Append("\\n"); break;
                case '"' when escapesQuotes: _text.Append("\\\""); break;
                default: _text.Append(c); break;
            }
        }
    }

    /// <summary>As a decimal fraction that is exact: a double of seconds would round milliseconds far from 1970.</summary>
    private void AppendSeconds(long timeMs)
    {
        ulong size = timeMs < 0 ? 0UL - (ulong)timeMs : (ulong)timeMs;
        _text.Append(CultureInfo.InvariantCulture, $" {(timeMs < 0 ? "-" : "")}{size / 1000}.{size % 1000:000}");
    }
}
