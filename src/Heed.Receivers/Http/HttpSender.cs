using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Text;

using Heed.Alerting.Configuration;

namespace Heed.Receivers.Http;

/// <summary>
/// The one HTTP client of all receivers: bounded in time and in what it reads, counted, and silent about secrets. Of an address
/// nothing but scheme, host and port is ever said, and the other side's words are cleared of every secret of the call.
/// </summary>
public sealed class HttpSender(HttpSenderOptions options, TimeProvider clock) : IDisposable
{
    private const int ShownCharacters = 200;
    private const int LeastRedacted = 6;

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
    public async Task<HttpAnswer> PostAsync(HttpCall call, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _attempts);
        HttpAnswer answer = await TryPostAsync(call, cancellation);
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

    private async Task<HttpAnswer> TryPostAsync(HttpCall call, CancellationToken cancellation)
    {
        if (!call.Url.TryReveal(out string address, out string error)) return NoAnswer(new ReceiverResult.Retry(error, null));
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? url) || url.Scheme is not ("http" or "https"))
        {
            return NoAnswer(
                new ReceiverResult.Rejected("expected an http or https address, found something else (not shown: it may be secret)"));
        }

        using HttpRequestMessage request = new(HttpMethod.Post, url) { Content = new ByteArrayContent(call.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Heed", null));
        if (!TryAuthorize(request, call.Http, out string credentials, out error)) return NoAnswer(new ReceiverResult.Retry(error, null));
        string place = url.GetLeftPart(UriPartial.Authority);
        TimeSpan timeout = call.Timeout ?? options.Timeout;
        using CancellationTokenSource late = new(timeout, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            HttpClient client = _clients.GetOrAdd(call.Http, CreateClient);
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            string body = Redact(
                await ReadBoundedAsync(response, either.Token), [url.AbsoluteUri, url.PathAndQuery, credentials, .. call.Hidden]);
            return new HttpAnswer(Judge(response, place, body), (int)response.StatusCode, body);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            Interlocked.Increment(ref _timedOut);
            return NoAnswer(
                new ReceiverResult.Retry(FormattableString.Invariant($"{place} did not answer within {timeout.TotalSeconds} s"), null));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            string kind = failure is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http
                ? http.HttpRequestError.ToString()
                : failure.GetType().Name;
            return NoAnswer(new ReceiverResult.Retry($"{place} could not be reached: {kind}", null));
        }
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

    private static bool TryAuthorize(HttpRequestMessage request, HttpOptions http, out string credentials, out string error)
    {
        credentials = "";
        error = "";
        if (http.Credentials is not null)
        {
            if (!http.Credentials.TryReveal(out credentials, out error)) return false;
            request.Headers.TryAddWithoutValidation("Authorization", $"{http.AuthorizationType} {credentials}");
        }
        else if (http.Username.Length > 0)
        {
            if (http.Password is not null && !http.Password.TryReveal(out credentials, out error)) return false;
            string pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{http.Username}:{credentials}"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", pair);
        }

        return true;
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

    private static HttpClient CreateClient(HttpOptions http)
    {
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = http.FollowRedirects,
            UseCookies = false,
            UseProxy = http.ProxyUrl is not null,
            Proxy = http.ProxyUrl is null ? null : new WebProxy(http.ProxyUrl),
            MaxConnectionsPerServer = 8,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        if (http.InsecureSkipVerify) AcceptAnyCertificate(handler);
        return new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

#pragma warning disable CA5359 // The configuration asks for it by the name insecure_skip_verify.
    private static void AcceptAnyCertificate(SocketsHttpHandler handler) =>
        handler.SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = static (_, _, _, _) => true };
#pragma warning restore CA5359

    private static HttpAnswer NoAnswer(ReceiverResult result) => new(result, 0, "");
}
