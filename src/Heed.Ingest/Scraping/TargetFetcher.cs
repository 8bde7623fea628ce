using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

using Heed.Http;
using Heed.Ingest.Exposition;
using Heed.Model.Time;

namespace Heed.Ingest.Scraping;

/// <summary>Calls the targets of one job. Safe to use from any thread.</summary>
internal sealed class TargetFetcher : IDisposable
{
    private static readonly Dictionary<ExpositionFormat, string[]> MediaTypes = new()
    {
        [ExpositionFormat.OpenMetrics] =
            ["application/openmetrics-text;version=1.0.0;escaping=allow-utf-8", "application/openmetrics-text;version=0.0.1"],
        [ExpositionFormat.Text] = ["text/plain;version=1.0.0;escaping=allow-utf-8", "text/plain;version=0.0.4"],
    };

    private readonly Lock _gate = new();
    private readonly ScrapeJobOptions _job;
    private readonly TimeProvider _clock;
    private readonly string _accept;
    private readonly int _maxBodyBytes;
    private HttpClient? _client;

    public TargetFetcher(ScrapeJobOptions job, TimeProvider clock)
    {
        _job = job;
        _clock = clock;
        _accept = Accept(job.Protocols);
        _maxBodyBytes = job.Limits.BodyBytes > 0 ? (int)job.Limits.BodyBytes : ScrapeLimits.MaxBodyBytes;
    }

    /// <summary>Never throws for what a target or the network does.</summary>
    public async Task<FetchResult> FetchAsync(ScrapeTarget target, BoundedBody.Buffer body, CancellationToken stopping)
    {
        using CancellationTokenSource late = new(target.Timeout, _clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping);
        try
        {
            return await CallAsync(target, body, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return FetchResult.Failure(FetchStatus.Stopped, "the scraper is being stopped");
        }
        catch (OperationCanceledException)
        {
            return FetchResult.Failure(FetchStatus.TimedOut, $"no answer within {PrometheusDuration.Format(target.Timeout)}");
        }
        catch (Exception error) when (error is HttpRequestException or IOException or InvalidDataException or CryptographicException)
        {
            return late.IsCancellationRequested
                ? FetchResult.Failure(FetchStatus.TimedOut, $"no answer within {PrometheusDuration.Format(target.Timeout)}")
                : FetchResult.Failure(FetchStatus.Unreachable, $"GET {target.Url}: {HttpClients.Describe(error)}");
        }
    }

    public void Dispose()
    {
        lock (_gate) _client?.Dispose();
    }

    private async Task<FetchResult> CallAsync(ScrapeTarget target, BoundedBody.Buffer body, CancellationToken cancellation)
    {
        using HttpRequestMessage request = HttpClients.Request(HttpMethod.Get, target.Url, _job.Http);
        request.Headers.TryAddWithoutValidation("Accept", _accept);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", _job.AcceptsCompression ? "gzip" : "identity");
        string seconds = target.Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        request.Headers.TryAddWithoutValidation("X-Prometheus-Scrape-Timeout-Seconds", seconds);
        using HttpResponseMessage response =
            await Client().SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            string status = FormattableString.Invariant($"{(int)response.StatusCode} {response.ReasonPhrase}").TrimEnd();
            return FetchResult.Failure(FetchStatus.Refused, $"server returned HTTP status {status}");
        }

        string contentType = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values) ? values.ToString() : "";
        if ((ExpositionFormats.FromContentType(contentType) ?? _job.FallbackProtocol) is not { } format)
        {
            return FetchResult.Failure(
                FetchStatus.UnknownContentType,
                $"expected a Content-Type of Prometheus text or OpenMetrics, found \"{contentType}\" and no fallback_scrape_protocol");
        }

        int length = await BoundedBody.ReadAsync(response, body, _maxBodyBytes, cancellation).ConfigureAwait(false);
        return length < 0
            ? FetchResult.Failure(FetchStatus.BodyTooLong, $"body size limit exceeded: more than {_maxBodyBytes} bytes")
            : new FetchResult(FetchStatus.Fetched, length, format, "");
    }

    private HttpClient Client()
    {
        lock (_gate) return _client ??= HttpClients.Create(_job.Http, Scraper.MaxConcurrent);
    }

    /// <summary>The first protocol has the greatest weight; anything is taken where the target knows none of them.</summary>
    private static string Accept(IReadOnlyList<ExpositionFormat> protocols)
    {
        StringBuilder accept = new();
        for (int i = 0; i < protocols.Count; i++)
        {
            foreach (string media in MediaTypes[protocols[i]])
            {
                accept.Append(CultureInfo.InvariantCulture, $"{media};q=0.{protocols.Count + 1 - i},");
            }
        }

        return accept.Append("*/*;q=0.1").ToString();
    }
}
