using System.Net.Http.Headers;
using System.Text.Json;

namespace Heed.Client.Sending;

/// <summary>Posts batches over one connection.</summary>
internal sealed class EventPost : IDisposable
{
    private const int MostTextLength = 300;

    private readonly HttpClient _client;
    private readonly Uri _url;

    public EventPost(HeedClientOptions options)
    {
        _client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1, AllowAutoRedirect = false, UseCookies = false })
        {
            Timeout = options.Timeout,
        };
        foreach ((string name, string value) in options.Headers) _client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        _url = new Uri(options.Url.AbsoluteUri.TrimEnd('/') + "/v1/events");
    }

    public async Task<PostAnswer> SendAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellation)
    {
        try
        {
            using ReadOnlyMemoryContent content = new(lines);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
            using HttpResponseMessage response = await _client.PostAsync(_url, content, cancellation).ConfigureAwait(false);
            byte[] body = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
            return Read(response, body);
        }
        catch (HttpRequestException error)
        {
            return new PostAnswer(null, 0, 0, TimeSpan.Zero, error.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new PostAnswer(null, 0, 0, TimeSpan.Zero, $"no answer within {_client.Timeout.TotalSeconds:0.###} s");
        }
    }

    public void Dispose() => _client.Dispose();

    private static PostAnswer Read(HttpResponseMessage response, byte[] body)
    {
        TimeSpan pause = response.Headers.RetryAfter?.Delta ?? TimeSpan.Zero;
        try
        {
            using JsonDocument said = JsonDocument.Parse(body);
            JsonElement root = said.RootElement;
            long accepted = root.TryGetProperty("accepted", out JsonElement a) ? a.GetInt64() : 0;
            long rejected = root.TryGetProperty("rejected_count", out JsonElement r) ? r.GetInt64() : 0;
            string text = FirstRefusal(root) ?? $"the server answered {(int)response.StatusCode}";
            return new PostAnswer(response.StatusCode, accepted, rejected, pause, text);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            string text = System.Text.Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, MostTextLength)));
            return new PostAnswer(response.StatusCode, 0, 0, pause, $"the server answered {(int)response.StatusCode}: {text}");
        }
    }

    private static string? FirstRefusal(JsonElement root)
    {
        bool isList = root.TryGetProperty("rejected", out JsonElement list) && list.ValueKind == JsonValueKind.Array;
        if (!isList || list.GetArrayLength() == 0) return null;
        return list[0].TryGetProperty("reason", out JsonElement reason) ? reason.GetString() : null;
    }
}
