using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

using Heed.Http;
using Heed.Model.Samples;

namespace Heed.Remote.Reading;

/// <summary>
/// Asks a store, again where that may help. It blocks: queries read series without awaiting. Safe to use from any thread.
/// </summary>
internal sealed class RemoteCaller(RemoteReadOptions options, TimeProvider clock) : IDisposable
{
    private const int MaxConnections = 32;
    private const int ShownCharacters = 300;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly Lazy<HttpClient> _client = new(
        () => HttpClients.Create(options.Http, MaxConnections), LazyThreadSafetyMode.PublicationOnly);
    private long _requests;
    private long _retries;
    private long _failures;
    private long _refused;

    public long Requests => Interlocked.Read(ref _requests);

    public long Retries => Interlocked.Read(ref _retries);

    public long Failures => Interlocked.Read(ref _failures);

    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>An address below the store's.</summary>
    public Uri Address(string pathAndQuery) => new($"{options.Url.AbsoluteUri.TrimEnd('/')}/{pathAndQuery}");

    /// <summary>The store's answer, be it a refusal.</summary>
    /// <param name="method">Any that may be repeated.</param>
    /// <param name="url">Made by <see cref="Address"/>.</param>
    /// <param name="content">Snappy and protobuf; null for none.</param>
    /// <param name="buffer">Holds the body.</param>
    /// <param name="cancellation">The query's.</param>
    /// <exception cref="SeriesReadException">No attempt had an answer, or it was too long.</exception>
    public RemoteAnswer Call(HttpMethod method, Uri url, byte[]? content, BoundedBody.Buffer buffer, CancellationToken cancellation)
    {
        TimeSpan pause = options.FirstPause;
        for (int attempt = 1; ; attempt++)
        {
            Interlocked.Increment(ref _requests);
            if (attempt > 1) Interlocked.Increment(ref _retries);
            (RemoteAnswer? answer, string? problem, TimeSpan? wish) = Try(method, url, content, buffer, cancellation);
            if (answer is { } found && (problem is null || attempt >= options.Attempts)) return found;
            if (attempt >= options.Attempts)
            {
                Interlocked.Increment(ref _failures);
                throw new SeriesReadException($"{method} {Shown(url)}: {problem} ({attempt} attempts)");
            }

            TimeSpan wait = wish > pause ? wish.Value : pause;
            Task.Delay(wait < LongestPause ? wait : LongestPause, clock, cancellation).GetAwaiter().GetResult();
            pause *= 2;
        }
    }

    /// <summary>An error that says what was asked and what came back.</summary>
    public SeriesReadException Unexpected(HttpMethod method, Uri url, RemoteAnswer answer, string expected)
    {
        Interlocked.Increment(ref _failures);
        return new SeriesReadException($"{method} {Shown(url)}: expected {expected}, found {answer.Status} {Shown(answer)}".TrimEnd());
    }

    /// <summary>An error for an answer that is larger than a limit allows.</summary>
    public SeriesReadException Beyond(string limit)
    {
        Interlocked.Increment(ref _refused);
        return new SeriesReadException($"{options.Url}: the answer has more than {limit}; narrow the query or its time range");
    }

    /// <summary>The beginning of what a store said.</summary>
    public static string Shown(RemoteAnswer answer)
    {
        ReadOnlySpan<byte> body = answer.Body.Span;
        string text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, ShownCharacters)]).Trim();
        return text.AsSpan().IndexOfAnyInRange('\0', '\b') < 0 ? text : $"({body.Length} bytes)";
    }

    public void Dispose()
    {
        if (_client.IsValueCreated) _client.Value.Dispose();
    }

    private static string Shown(Uri url)
    {
        string text = Uri.UnescapeDataString(url.GetLeftPart(UriPartial.Query));
        return text.Length > ShownCharacters ? text[..ShownCharacters] + "…" : text;
    }

    /// <summary>An answer without a problem is final; a problem may go away.</summary>
    private (RemoteAnswer? Answer, string? Problem, TimeSpan? Wish) Try(
        HttpMethod method, Uri url, byte[]? content, BoundedBody.Buffer buffer, CancellationToken cancellation)
    {
        using CancellationTokenSource late = new(options.Timeout, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            using HttpRequestMessage request = Request(method, url, content);
            using HttpResponseMessage response = _client.Value.Send(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            int length = BoundedBody.Read(response, buffer, options.MaxResponseBytes, either.Token);
            if (length < 0) throw Beyond($"{options.MaxResponseBytes} bytes");
            RemoteAnswer answer = new((int)response.StatusCode, buffer.Bytes.AsMemory(0, length));
            bool mayPass = answer.Status is 408 or 429 or 502 or 503 or 504;
            return (answer, mayPass ? $"answered {answer.Status}" : null, response.Headers.RetryAfter?.Delta);
        }
        catch (Exception error) when (IsOfTheNetwork(error))
        {
            cancellation.ThrowIfCancellationRequested();
            string problem = late.IsCancellationRequested
                ? $"no answer within {options.Timeout.TotalSeconds} s"
                : HttpClients.Describe(error);
            return (null, problem, null);
        }
    }

    /// <summary>A body that is being read when the time is over ends with a disposed stream.</summary>
    private static bool IsOfTheNetwork(Exception error) => error is HttpRequestException or IOException or InvalidDataException
        or OperationCanceledException or CryptographicException or ObjectDisposedException;

    private HttpRequestMessage Request(HttpMethod method, Uri url, byte[]? content)
    {
        HttpRequestMessage request = HttpClients.Request(method, url, options.Http);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
        if (content is null) return request;
        request.Headers.TryAddWithoutValidation("X-Prometheus-Remote-Read-Version", "0.1.0");
        request.Content = new ByteArrayContent(content);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        request.Content.Headers.ContentEncoding.Add("snappy");
        return request;
    }
}
