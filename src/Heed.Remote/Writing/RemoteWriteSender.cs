using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

using Heed.Http;

namespace Heed.Remote.Writing;

/// <summary>Sends requests to one store.</summary>
internal sealed class RemoteWriteSender(RemoteWriteOptions options, TimeProvider clock) : IDisposable
{
    private const int MaxConnections = 2;
    private const int MostAnswerBytes = 64 * 1024;
    private const int ShownCharacters = 300;

    private readonly BoundedBody.Buffer _answer = new();
    private readonly Lazy<HttpClient> _client = new(
        () => HttpClients.Create(options.Http, MaxConnections), LazyThreadSafetyMode.PublicationOnly);

    /// <exception cref="OperationCanceledException">The caller stops.</exception>
    public async Task<WriteOutcome> SendAsync(byte[] body, CancellationToken stopping)
    {
        using CancellationTokenSource late = new(options.Timeout, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping);
        try
        {
            using HttpRequestMessage request = Request(body);
            using HttpResponseMessage response =
                await _client.Value.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            if (response.IsSuccessStatusCode) return new WriteOutcome(WriteStatus.Accepted, "", null);
            int length = await BoundedBody.ReadAsync(response, _answer, MostAnswerBytes, either.Token).ConfigureAwait(false);
            string said = Encoding.UTF8.GetString(_answer.Bytes.AsSpan(0, Math.Clamp(length, 0, ShownCharacters))).Trim();
            int status = (int)response.StatusCode;
            WriteStatus outcome = status is 408 or 429 or >= 500 ? WriteStatus.Retry : WriteStatus.Rejected;
            return new WriteOutcome(outcome, $"POST {Place}: answered {status} {said}".TrimEnd(), RetryAfter(response));
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return new WriteOutcome(WriteStatus.Retry, $"POST {Place}: no answer within {options.Timeout.TotalSeconds} s", null);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or InvalidDataException or CryptographicException)
        {
            return new WriteOutcome(WriteStatus.Retry, $"POST {Place}: {HttpClients.Describe(error)}", null);
        }
    }

    public void Dispose()
    {
        if (_client.IsValueCreated) _client.Value.Dispose();
    }

    /// <summary>Without the query, which may hold a key.</summary>
    private string Place => options.Url.GetLeftPart(UriPartial.Path);

    private HttpRequestMessage Request(byte[] body)
    {
        HttpRequestMessage request = HttpClients.Request(HttpMethod.Post, options.Url, options.Http);
        request.Headers.TryAddWithoutValidation("X-Prometheus-Remote-Write-Version", "0.1.0");
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        request.Content.Headers.ContentEncoding.Add("snappy");
        return request;
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        RetryConditionHeaderValue? wish = response.Headers.RetryAfter;
        return wish?.Delta ?? (wish?.Date - clock.GetUtcNow());
    }
}
