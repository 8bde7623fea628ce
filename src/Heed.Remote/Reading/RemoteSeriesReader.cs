using System.Text;
using System.Text.Json;

using Heed.Http;
using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Wire.Snappy;

namespace Heed.Remote.Reading;

/// <summary>
/// Reads series out of a Prometheus-compatible store, so that Heed's query engine runs over it. How the store gives samples away is found
/// out with the first question. A selection is held in memory until the query has read it. Every method blocks while the store answers,
/// and throws <see cref="SeriesReadException"/> where it does not answer as it should.
/// </summary>
public sealed class RemoteSeriesReader : ISeriesReader, IDisposable
{
    private const string ReadPath = "api/v1/read";
    private const string ExportPath = "api/v1/export";
    private const string NoSeries = "{__name__=\"heed_asks_whether_this_can_be_exported\"}";

    private readonly RemoteReadOptions _options;
    private readonly RemoteCaller _caller;
    private volatile int _kind = (int)ReadingKind.Unknown;
    private long _samples;

    /// <param name="options">The store and the bounds.</param>
    /// <param name="clock">Measures time limits and the pauses between attempts.</param>
    public RemoteSeriesReader(RemoteReadOptions options, TimeProvider clock)
    {
        _options = options;
        _caller = new RemoteCaller(options, clock);
    }

    /// <summary><see cref="ReadingKind.Unknown"/> until something was selected.</summary>
    public ReadingKind Kind => (ReadingKind)_kind;

    public RemoteReadCounters Counters =>
        new(_caller.Requests, _caller.Retries, _caller.Failures, Interlocked.Read(ref _samples), _caller.Refused);

    /// <inheritdoc/>
    public IReadOnlyList<ISeries> Select(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation)
    {
        if (toMs < fromMs) return [];
        List<ISeries> series = Detect(cancellation) == ReadingKind.RemoteRead
            ? SelectByRead(matchers, fromMs, toMs, cancellation)
            : SelectByExport(matchers, fromMs, toMs, cancellation);
        series.Sort(static (a, b) => a.Labels.CompareTo(b.Labels));
        return series;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> LabelNames(
        IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) =>
        Texts($"api/v1/labels?{Parameters(matchers, fromMs, toMs)}", cancellation);

    /// <inheritdoc/>
    public IReadOnlyList<string> LabelValues(
        string name, IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation) =>
        Texts($"api/v1/label/{SelectorText.PathPart(name)}/values?{Parameters(matchers, fromMs, toMs)}", cancellation);

    public void Dispose() => _caller.Dispose();

    /// <summary>Two threads may find it out at once, and find the same.</summary>
    private ReadingKind Detect(CancellationToken cancellation)
    {
        if (Kind != ReadingKind.Unknown) return Kind;
        BoundedBody.Buffer buffer = new();
        Uri read = _caller.Address(ReadPath);
        RemoteAnswer byRead = _caller.Call(HttpMethod.Post, read, ReadRequest.Empty(), buffer, cancellation);
        if (byRead.IsSuccess) return Keep(ReadingKind.RemoteRead);

        // A wrong path is 404 or 405 for most and 400 for VictoriaMetrics; 401 and the like say nothing of the kind.
        if (byRead.Status is 401 or 403) throw _caller.Unexpected(HttpMethod.Post, read, byRead, "200");
        string first = $"POST {read} answered {byRead.Status} {RemoteCaller.Shown(byRead)}".TrimEnd();
        Uri export = _caller.Address($"{ExportPath}?match[]={Uri.EscapeDataString(NoSeries)}&start=0&end=1");
        RemoteAnswer byExport = _caller.Call(HttpMethod.Get, export, null, buffer, cancellation);
        if (byExport.IsSuccess) return Keep(ReadingKind.Export);
        throw _caller.Unexpected(HttpMethod.Get, export, byExport, $"a store with {ReadPath} or {ExportPath} ({first})");
    }

    private ReadingKind Keep(ReadingKind kind)
    {
        _kind = (int)kind;
        return kind;
    }

    private List<ISeries> SelectByRead(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation)
    {
        BoundedBody.Buffer buffer = new();
        Uri url = _caller.Address(ReadPath);
        RemoteAnswer answer = _caller.Call(HttpMethod.Post, url, ReadRequest.Encode(matchers, fromMs, toMs), buffer, cancellation);
        if (!answer.IsSuccess) throw _caller.Unexpected(HttpMethod.Post, url, answer, $"the samples of {SelectorText.Of(matchers)}");
        if (!SnappyBlock.TryReadLength(answer.Body.Span, out int length)) throw Damaged(url, answer);
        if (length > _options.MaxResponseBytes) throw _caller.Beyond($"{_options.MaxResponseBytes} bytes");
        byte[] message = new byte[length];
        ReadResponse response = new(_options.MaxSeries, _options.MaxSamples);
        if (!SnappyBlock.TryDecode(answer.Body.Span, message) || !response.TryRead(message)) throw Damaged(url, answer);
        Take(response.IsTooLarge, response.Samples);
        return response.Series;
    }

    private List<ISeries> SelectByExport(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, CancellationToken cancellation)
    {
        BoundedBody.Buffer buffer = new();
        Uri url = _caller.Address($"{ExportPath}?reduce_mem_usage=1&{Parameters(matchers, fromMs, toMs, always: true)}");
        RemoteAnswer answer = _caller.Call(HttpMethod.Get, url, null, buffer, cancellation);
        if (!answer.IsSuccess) throw _caller.Unexpected(HttpMethod.Get, url, answer, $"the samples of {SelectorText.Of(matchers)}");
        ExportLines lines = new(_options.MaxSeries, _options.MaxSamples);
        if (!lines.TryRead(answer.Body.Span)) throw _caller.Unexpected(HttpMethod.Get, url, answer, "a series in JSON on each line");
        Take(lines.IsTooLarge, lines.Samples);
        return [.. lines.Series];
    }

    private void Take(bool isTooLarge, long samples)
    {
        if (isTooLarge) throw _caller.Beyond($"{_options.MaxSeries} series or {_options.MaxSamples} samples");
        Interlocked.Add(ref _samples, samples);
    }

    private SeriesReadException Damaged(Uri url, RemoteAnswer answer) =>
        _caller.Unexpected(HttpMethod.Post, url, answer, "a ReadResponse in a snappy block");

    private List<string> Texts(string pathAndQuery, CancellationToken cancellation)
    {
        Uri url = _caller.Address(pathAndQuery);
        RemoteAnswer answer = _caller.Call(HttpMethod.Get, url, null, new BoundedBody.Buffer(), cancellation);
        if (!answer.IsSuccess) throw _caller.Unexpected(HttpMethod.Get, url, answer, "200 with a list of texts");
        try
        {
            using JsonDocument document = JsonDocument.Parse(answer.Body);
            JsonElement data = document.RootElement.GetProperty("data");
            List<string> texts = [.. data.EnumerateArray().Select(e => e.GetString()!).Where(t => t.Length > 0)];
            texts.Sort(StringComparer.Ordinal);
            return texts;
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw _caller.Unexpected(HttpMethod.Get, url, answer, "{\"data\":[\"…\"]}");
        }
    }

    /// <param name="matchers">What is asked for.</param>
    /// <param name="fromMs">Inclusive.</param>
    /// <param name="toMs">Inclusive.</param>
    /// <param name="always">Whether a selector is sent even where there are no matchers.</param>
    private static string Parameters(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs, bool always = false)
    {
        StringBuilder query = new(SelectorText.Range(fromMs, toMs));
        if (matchers.Count > 0 || always) query.Append("&match[]=").Append(Uri.EscapeDataString(SelectorText.Of(matchers)));
        return query.ToString();
    }
}
