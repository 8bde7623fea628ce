using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Heed.Http;

/// <summary>
/// Gives every request a token, which is fetched when there is none and kept for as long as its server says. One that the other side
/// refuses is forgotten, so that the next request comes with another.
/// </summary>
internal sealed class OauthHandler(OauthOptions options, HttpMessageInvoker tokens, TimeProvider clock, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int MostBytes = 64 * 1024;

    /// <summary>A token is not used to its very end, so that it does not end on its way.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _fetching = new(1);
    private volatile Token? _token;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Token token = await TokenAsync(cancellationToken).ConfigureAwait(false);
        request.Headers.Authorization = new AuthenticationHeaderValue(token.Type, token.Text);
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.Unauthorized && ReferenceEquals(_token, token)) _token = null;
        return response;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _fetching.Dispose();
            tokens.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<Token> TokenAsync(CancellationToken cancellation)
    {
        if (_token is { } known && clock.GetUtcNow() < known.EndsAt) return known;
        await _fetching.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_token is { } fetched && clock.GetUtcNow() < fetched.EndsAt) return fetched;
            Token token = await FetchAsync(cancellation).ConfigureAwait(false);
            _token = token;
            return token;
        }
        finally
        {
            _fetching.Release();
        }
    }

    private async Task<Token> FetchAsync(CancellationToken cancellation)
    {
        List<KeyValuePair<string, string>> form = [new("grant_type", "client_credentials")];
        if (options.Scopes.Count > 0) form.Add(new("scope", string.Join(' ', options.Scopes)));
        form.AddRange(options.EndpointParameters);
        using HttpRequestMessage request = HttpClients.Request(HttpMethod.Post, options.TokenUrl, options.Http);
        string pair = $"{Uri.EscapeDataString(options.ClientId)}:{Uri.EscapeDataString(options.Secret.Reveal())}";
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        request.Content = new FormUrlEncodedContent(form);
        using HttpResponseMessage response = await tokens.SendAsync(request, cancellation).ConfigureAwait(false);
        string place = options.TokenUrl.GetLeftPart(UriPartial.Authority);
        if (!response.IsSuccessStatusCode) throw new OauthException($"{place} gave no token: it answered {(int)response.StatusCode}");
        await response.Content.LoadIntoBufferAsync(MostBytes, cancellation).ConfigureAwait(false);
        string body = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
        return Read(body) ?? throw new OauthException($"{place} gave no token: its answer has no access_token");
    }

    private Token? Read(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            if (!root.TryGetProperty("access_token", out JsonElement text) || text.GetString() is not { Length: > 0 } token) return null;
            string type = root.TryGetProperty("token_type", out JsonElement kind) && kind.GetString() is { Length: > 0 } said ? said : "Bearer";
            bool ends = root.TryGetProperty("expires_in", out JsonElement seconds) && seconds.ValueKind == JsonValueKind.Number;
            DateTimeOffset endsAt = ends ? clock.GetUtcNow() + TimeSpan.FromSeconds(seconds.GetDouble()) - Margin : DateTimeOffset.MaxValue;

            // Some servers write the scheme in lower case, which other servers then do not know.
            return new Token(string.Equals(type, "bearer", StringComparison.OrdinalIgnoreCase) ? "Bearer" : type, token, endsAt);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private sealed record Token(string Type, string Text, DateTimeOffset EndsAt);
}
