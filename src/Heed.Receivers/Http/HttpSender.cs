using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

using Heed.Http;

namespace Heed.Receivers.Http;

/// <summary>
/// The one HTTP client of all receivers: bounded in time and in what it reads, counted, and silent about secrets. Of an address
/// nothing but scheme, host and port is ever said, and the other side's words are cleared of every secret of the call.
/// </summary>
public sealed class HttpSender(HttpSenderOptions options, TimeProvider clock) : IDisposable
{
    private const int ShownCharacters = 200;
    private const int LeastRedacted = 6;

    /// <summary>Parts of a path that are as long may be keys; shorter ones are words such as <c>alerts</c>.</summary>
    private const int LeastRedactedSegment = 10;

    private readonly ConcurrentDictionary<HttpOptions, HttpClient> _clients = [];
    private long _attempts;
    private long _delivered;
    private long _retryable;
    private long _timedOut;
    private long _rejected;

    public HttpSenderCounters Counters => new(
        Interlocked.Read(ref _attempts),
        Interlocked.Read(ref _delivered),
        Interlocked.Read(ref _retryable),
        Interlocked.Read(ref _timedOut),
        Interlocked.Read(ref _rejected));

    /// <summary>Makes one attempt.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<HttpAnswer> SendAsync(HttpCall call, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _attempts);
        HttpAnswer answer = await TrySendAsync(call, cancellation);
        switch (answer.Result)
        {
            case ReceiverResult.Delivered: Interlocked.Increment(ref _delivered); break;
            case ReceiverResult.Retry: Interlocked.Increment(ref _retryable); break;
            default: Interlocked.Increment(ref _rejected); break;
        }

        return answer;
    }

    public void Dispose()
    {
        foreach (HttpClient client in _clients.Values) client.Dispose();
    }

    private async Task<HttpAnswer> TrySendAsync(HttpCall call, CancellationToken cancellation)
    {
        if (!call.Url.TryReveal(out string address, out string error)) return NoAnswer(new ReceiverResult.Retry(error, null));
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? url) || url.Scheme is not ("http" or "https"))
        {
            return NoAnswer(
                new ReceiverResult.Rejected("expected an http or https address, found something else (not shown: it may be secret)"));
        }

        if (!TryRequest(call, url, out HttpRequestMessage? made, out string[] secrets, out error))
        {
            return NoAnswer(new ReceiverResult.Retry(error, null));
        }

        using HttpRequestMessage request = made;
        string place = url.GetLeftPart(UriPartial.Authority);
        TimeSpan timeout = call.Timeout ?? options.Timeout;
        using CancellationTokenSource late = new(timeout, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            HttpClient client = _clients.GetOrAdd(call.Http, http => HttpClients.Create(http, options.MaxConnectionsPerServer));
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            string body = Redact(await ReadBoundedAsync(response, either.Token), secrets);
            return new HttpAnswer(Judge(response, place, body), (int)response.StatusCode, body);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            Interlocked.Increment(ref _timedOut);
            return NoAnswer(
                new ReceiverResult.Retry(FormattableString.Invariant($"{place} did not answer within {timeout.TotalSeconds} s"), null));
        }
        catch (OauthException refused)
        {
            return NoAnswer(new ReceiverResult.Retry(refused.Message, null));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or CryptographicException)
        {
            string kind = failure is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http
                ? http.HttpRequestError.ToString()
                : failure.GetType().Name;
            return NoAnswer(new ReceiverResult.Retry($"{place} could not be reached: {kind}", null));
        }
    }

    /// <summary>The request with its credentials, and everything in it that no answer may carry into a log.</summary>
    private static bool TryRequest(
        HttpCall call, Uri url, [NotNullWhen(true)] out HttpRequestMessage? request, out string[] secrets, out string error)
    {
        request = null;
        secrets = [];
        error = "";
        try
        {
            HttpOptions http = call.Http;
            string[] credentials = [.. Credentials(http).Select(c => c.Reveal())];
            IEnumerable<string> segments = url.Segments.Select(s => s.Trim('/')).Where(s => s.Length >= LeastRedactedSegment);
            string[] address = call.HasPublicAddress ? [] : [url.AbsoluteUri, url.PathAndQuery, .. segments];
            secrets = [.. address, call.Authorization, .. credentials, .. call.Hidden];
            request = HttpClients.Request(call.Method, url, http);
        }
        catch (IOException failure)
        {
            error = failure.Message;
            return false;
        }

        if (call.Authorization.Length > 0)
        {
            request.Headers.Remove("Authorization");
            request.Headers.TryAddWithoutValidation("Authorization", call.Authorization);
        }

        foreach ((string name, string value) in call.Headers) request.Headers.TryAddWithoutValidation(name, value);
        if (call.Method == HttpMethod.Get) return true;
        request.Content = new ByteArrayContent(call.Body);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", call.ContentType);
        return true;
    }

    private static IEnumerable<Credential> Credentials(HttpOptions http)
    {
        if (http.Credentials is not null) yield return http.Credentials;
        if (http.Password is not null) yield return http.Password;
        if (http.Oauth is not null) yield return http.Oauth.Secret;
        foreach ((_, Credential value) in http.Headers) yield return value;
    }

    private ReceiverResult Judge(HttpResponseMessage response, string place, string body)
    {
        int status = (int)response.StatusCode;
        string shown = ShortText.Cut(body, ShownCharacters);
        if (response.IsSuccessStatusCode) return new ReceiverResult.Delivered(FormattableString.Invariant($"{status} {shown}").Trim());
        string reason = FormattableString.Invariant($"{place} answered {status}: {shown}").TrimEnd(' ', ':');
        return status is 408 or 429 or >= 500
            ? new ReceiverResult.Retry(reason, RetryAfter(response))
            : new ReceiverResult.Rejected(reason);
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        RetryConditionHeaderValue? header = response.Headers.RetryAfter;
        TimeSpan? wish = header?.Delta ?? (header?.Date - clock.GetUtcNow());
        if (wish is null) return null;
        return wish < TimeSpan.Zero ? TimeSpan.Zero : wish > options.MaxRetryAfter ? options.MaxRetryAfter : wish;
    }

    private async Task<string> ReadBoundedAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        await using Stream stream = await response.Content.ReadAsStreamAsync(cancellation);
        byte[] buffer = new byte[Math.Min(options.MaxResponseBytes, response.Content.Headers.ContentLength ?? options.MaxResponseBytes)];
        int read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return Encoding.UTF8.GetString(buffer, 0, read).Trim();
    }

    /// <summary>The other side may repeat what it was sent; the path, the query and the credentials of the call are taken out.</summary>
    private static string Redact(string text, IReadOnlyList<string> secrets)
    {
        foreach (string secret in secrets)
        {
            if (secret.Length >= LeastRedacted) text = text.Replace(secret, "<secret>", StringComparison.Ordinal);
        }

        return text;
    }

    private static HttpAnswer NoAnswer(ReceiverResult result) => new(result, 0, "");
}
