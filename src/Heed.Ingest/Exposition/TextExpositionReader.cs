using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Metadata;

namespace Heed.Ingest.Exposition;

/// <summary>
/// Prometheus' text format and OpenMetrics 1.0, by the rules of Prometheus' own parsers: quoted UTF-8 names, blanks wherever the text
/// format allows them and nowhere in OpenMetrics, which ends with <c># EOF</c>. Sources: prometheus.io/docs/instrumenting/exposition_formats,
/// prometheus.io/docs/specs/om/open_metrics_spec.
/// </summary>
public sealed class TextExpositionReader : IExpositionReader
{
    private readonly ReadOnlyMemory<byte> _body;
    private readonly bool _isOpenMetrics;
    private readonly FamilyLines _family = new();
    private int _position;
    private int _seriesStart;
    private int _seriesLength;
    private bool _isEnded;

    /// <param name="body">Must not change while it is read.</param>
    /// <param name="format">Which of the two text formats.</param>
    public TextExpositionReader(ReadOnlyMemory<byte> body, ExpositionFormat format)
    {
        _body = body;
        _isOpenMetrics = format == ExpositionFormat.OpenMetrics;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> SeriesText => _body.Span.Slice(_seriesStart, _seriesLength);

    /// <inheritdoc/>
    public bool IsLikely { get; private set; }

    /// <inheritdoc/>
    public double Value { get; private set; }

    /// <inheritdoc/>
    public NativeHistogram? Histogram => null;

    /// <inheritdoc/>
    public long? TimeMs { get; private set; }

    /// <inheritdoc/>
    public long StartTimeMs { get; private set; }

    /// <inheritdoc/>
    public bool IsCreatedLine { get; private set; }

    /// <inheritdoc/>
    public long ExemplarCount { get; private set; }

    /// <inheritdoc/>
    public ExpositionError? Error { get; private set; }

    /// <inheritdoc/>
    public MetricMetadata ReadMetadata() => _family.ToMetadata(_body.Span);

    /// <inheritdoc/>
    public ExpositionEntry Next(ReadOnlySpan<byte> likely = default)
    {
        ReadOnlySpan<byte> body = _body.Span;
        while (Error is null && !_isEnded)
        {
            if (!_isOpenMetrics) _position = PassBlanks(body, _position);
            if (_position >= body.Length)
            {
                _isEnded = !_isOpenMetrics;
                return _isEnded ? ExpositionEntry.End : Break(_position, "# EOF");
            }

            byte first = body[_position];
            if (first == '#')
            {
                if (ReadComment(body)) return Error is null ? ExpositionEntry.Metadata : ExpositionEntry.Broken;
            }
            else if (first == '\n' && !_isOpenMetrics)
            {
                _position++;
            }
            else
            {
                return ReadSample(body, likely);
            }
        }

        return Error is null ? ExpositionEntry.End : ExpositionEntry.Broken;
    }

    /// <inheritdoc/>
    public bool TryReadLabels(LabelSetBuilder target)
    {
        if (SeriesLabels.Read(SeriesText, _family.Type, target) is not { } problem) return true;
        Break(_seriesStart + problem.Offset, problem.Expected);
        return false;
    }

    private ExpositionEntry ReadSample(ReadOnlySpan<byte> body, ReadOnlySpan<byte> likely)
    {
        _seriesStart = _position;
        IsLikely = IsAt(body, likely);
        if (IsLikely)
        {
            _position += likely.Length;
        }
        else
        {
            SeriesScanner scanner = new(body, _position, allowsBlanks: !_isOpenMetrics);
            if (!scanner.TryPassSeries()) return Break(scanner.Position, scanner.Expected!);
            _position = scanner.Position;
        }

        _seriesLength = _position - _seriesStart;
        return ReadValue(body);
    }

    /// <summary>A name alone is the series only where no brace follows it.</summary>
    private bool IsAt(ReadOnlySpan<byte> body, ReadOnlySpan<byte> likely)
    {
        if (likely.Length == 0 || !body[_position..].StartsWith(likely)) return false;
        int behind = _position + likely.Length;
        if (behind >= body.Length || body[behind] is not ((byte)' ' or (byte)'\t')) return false;
        if (likely[^1] == '}') return true;
        behind = PassBlanks(body, behind);
        return behind < body.Length && body[behind] != '{';
    }

    private ExpositionEntry ReadValue(ReadOnlySpan<byte> body)
    {
        TimeMs = null;
        StartTimeMs = 0;
        IsCreatedLine = false;
        if (!PassSeparator(body)) return Break(_position, "one blank and a value");
        int start = _position;
        if (!SampleText.TryParse(TakeToken(body), out double value)) return Break(start, "a number");
        Value = value;
        if (!IsAtLineEnd(body) && !ReadTime(body)) return ExpositionEntry.Broken;
        if (_isOpenMetrics && !IsAtLineEnd(body) && !ReadExemplar(body)) return ExpositionEntry.Broken;
        if (!PassLineEnd(body)) return ExpositionEntry.Broken;
        if (_isOpenMetrics && IsCreated(body) && SampleText.TryGetMilliseconds(value, out long startMs))
        {
            IsCreatedLine = true;
            StartTimeMs = startMs;
        }

        return ExpositionEntry.Sample;
    }

    /// <summary>The time, if one is there: what follows a value may be an exemplar, too.</summary>
    private bool ReadTime(ReadOnlySpan<byte> body)
    {
        if (_isOpenMetrics && body[_position..].StartsWith(" # {"u8)) return true;
        if (!PassSeparator(body)) return Fail(_position, "one blank");
        int start = _position;
        ReadOnlySpan<byte> token = TakeToken(body);
        bool parsed = _isOpenMetrics
            ? SampleText.TryParseSeconds(token, out long timeMs)
            : SampleText.TryParseMilliseconds(token, out timeMs);
        TimeMs = timeMs;
        return parsed || Fail(start, _isOpenMetrics ? "a time in seconds" : "a time in whole milliseconds");
    }

    private bool ReadExemplar(ReadOnlySpan<byte> body)
    {
        if (!body[_position..].StartsWith(" # {"u8)) return Fail(_position, "the end of the line or ' # {'");
        SeriesScanner scanner = new(body, _position + 3, allowsBlanks: false);
        if (!scanner.TryPassExemplarLabels()) return Fail(scanner.Position, scanner.Expected!);
        _position = scanner.Position;
        if (!PassSeparator(body)) return Fail(_position, "one blank and the exemplar's value");
        int start = _position;
        if (!SampleText.TryParse(TakeToken(body), out _)) return Fail(start, "a number");
        if (!IsAtLineEnd(body))
        {
            if (!PassSeparator(body)) return Fail(_position, "one blank and the exemplar's time");
            start = _position;
            if (!SampleText.TryParseSeconds(TakeToken(body), out _)) return Fail(start, "a time in seconds");
        }

        ExemplarCount++;
        return true;
    }

    /// <summary>False for a comment that says nothing; where the line is broken, <see cref="Error"/> is set.</summary>
    private bool ReadComment(ReadOnlySpan<byte> body)
    {
        int start = _position;
        int length = body[start..].IndexOf((byte)'\n');
        int end = length < 0 ? body.Length : start + length;
        _position = Math.Min(end + 1, body.Length);
        _seriesStart = start;
        _seriesLength = end - start;
        MetadataLine line = new(body, start + 1, end, _isOpenMetrics);
        switch (line.ReadKind())
        {
            case MetadataLineKind.Comment:
                if (_isOpenMetrics) Fail(start, "# HELP, # TYPE, # UNIT or # EOF");
                return _isOpenMetrics;
            case MetadataLineKind.EndOfBody:
                _isEnded = true;
                if (_position < body.Length) Fail(_position, "nothing behind # EOF");
                return Error is not null;
            default:
                if (length < 0 && _isOpenMetrics) Fail(end, "the end of the line");
                else if (!line.TryApply(_family)) Fail(line.Position, line.Expected);
                return true;
        }
    }

    private bool IsCreated(ReadOnlySpan<byte> body)
    {
        if (_family.Type is not (MetricType.Counter or MetricType.Histogram or MetricType.Summary)) return false;
        ReadOnlySpan<byte> series = SeriesText;
        if (series.StartsWith("{\""u8)) series = series[2..];
        ReadOnlySpan<byte> family = _family.Name(body);
        if (!series.StartsWith(family) || !series[family.Length..].StartsWith("_created"u8)) return false;
        ReadOnlySpan<byte> behind = series[(family.Length + "_created".Length)..];
        return behind.Length == 0 || behind[0] is (byte)'{' or (byte)'"';
    }

    /// <summary>Blanks in the text format, one space in OpenMetrics.</summary>
    private bool PassSeparator(ReadOnlySpan<byte> body)
    {
        if (!_isOpenMetrics)
        {
            _position = PassBlanks(body, _position);
            return true;
        }

        if (_position >= body.Length || body[_position] != ' ') return false;
        _position++;
        return true;
    }

    private bool IsAtLineEnd(ReadOnlySpan<byte> body)
    {
        if (!_isOpenMetrics) _position = PassBlanks(body, _position);
        return _position >= body.Length || body[_position] == '\n';
    }

    private bool PassLineEnd(ReadOnlySpan<byte> body)
    {
        if (!IsAtLineEnd(body) || (_isOpenMetrics && _position >= body.Length)) return Fail(_position, "the end of the line");
        if (_position < body.Length) _position++;
        return true;
    }

    private ReadOnlySpan<byte> TakeToken(ReadOnlySpan<byte> body)
    {
        int start = _position;
        int at = start;
        while (at < body.Length && body[at] > ' ') at++;
        _position = at;
        return body[start..at];
    }

    private static int PassBlanks(ReadOnlySpan<byte> body, int at)
    {
        while (at < body.Length && (body[at] == ' ' || body[at] == '\t')) at++;
        return at;
    }

    private ExpositionEntry Break(int offset, string expected)
    {
        Error = ExpositionError.At(_body.Span, offset, expected);
        return ExpositionEntry.Broken;
    }

    private bool Fail(int offset, string expected)
    {
        Break(offset, expected);
        return false;
    }
}
