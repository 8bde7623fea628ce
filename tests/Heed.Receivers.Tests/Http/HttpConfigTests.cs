using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

using Heed.Documents;
using Heed.Receivers.Http;
using Heed.Testing;

namespace Heed.Receivers.Tests.Http;

/// <summary>Who we are, which way we go, and which TLS is spoken: keys of <c>http_config</c>, by real connections.</summary>
public sealed class HttpConfigTests : IDisposable
{
    private readonly HttpSender _sender = new(new HttpSenderOptions { Timeout = TimeSpan.FromSeconds(20) }, TimeProvider.System);
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _sender.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_token_is_fetched_once_and_again_when_it_is_refused()
    {
        int tokens = 0;
        int calls = 0;
        await using LoopbackServer server = await LoopbackServer.StartAsync(context => context.Request.Path == "/token"
            ? LoopbackServer.Answer(200, $$"""{"access_token":"t{{Interlocked.Increment(ref tokens)}}","token_type":"bearer","expires_in":3600}""")(context)
            : LoopbackServer.Answer(Interlocked.Increment(ref calls) == 2 ? 401 : 200, "")(context));
        string secret = _folder.Write("secret", "s3cret\n");
        IReceiver receiver = Receiver($"{server.Url}/hook", $"oauth2: {{ client_id: heed, client_secret_file: '{secret}', token_url: '{server.Url}/token', scopes: [a, b], endpoint_params: {{ audience: x }} }}");

        List<string> results = [];
        for (int i = 0; i < 3; i++) results.Add((await receiver.SendAsync(Samples.Notification(), CancellationToken.None)).GetType().Name);
        List<LoopbackServer.Request> requests = [];
        for (int i = 0; i < 5; i++) requests.Add(await server.TakeAsync());
        Assert.Equal(["Delivered", "Rejected", "Delivered"], results);
        Assert.Equal(
            ["/token Basic aGVlZDpzM2NyZXQ=", "/hook Bearer t1", "/hook Bearer t1", "/token Basic aGVlZDpzM2NyZXQ=", "/hook Bearer t2"],
            requests.Select(r => $"{r.Path} {r.Authorization}"));
        Assert.Equal("grant_type=client_credentials&scope=a+b&audience=x", requests[0].Body);
    }

    [Theory]
    [InlineData(403, "{}", "gave no token: it answered 403")]
    [InlineData(200, "{}", "gave no token: its answer has no access_token")]
    [InlineData(200, "no JSON", "gave no token: its answer has no access_token")]
    public async Task Without_a_token_nothing_is_sent(int status, string body, string expected)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(LoopbackServer.Answer(status, body));
        IReceiver receiver = Receiver($"{server.Url}/hook", $"oauth2: {{ client_id: heed, client_secret: s3cret, token_url: '{server.Url}/token' }}");

        Assert.Equal($"{server.Url} {expected}", Assert.IsType<ReceiverResult.Retry>(await receiver.SendAsync(Samples.Notification(), CancellationToken.None)).Reason);
        Assert.Equal("/token", (await server.TakeAsync()).Path);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.0.0.0/8, 127.0.0.0/8", true)]
    [InlineData("*", true)]
    [InlineData("example.com,.internal", false)]
    [InlineData("10.0.0.0/8", false)]
    [InlineData("127.0.0.1:1", false)]
    public async Task Some_hosts_are_called_without_the_proxy(string noProxy, bool isDirect)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync();
        await using LoopbackServer proxy = await LoopbackServer.StartAsync();
        Assert.IsType<ReceiverResult.Delivered>(await Receiver($"{server.Url}/hook", $"proxy_url: '{proxy.Url}', no_proxy: '{noProxy}'").SendAsync(Samples.Notification(), CancellationToken.None));

        Assert.Equal("/hook", (await (isDirect ? server : proxy).TakeAsync()).Path);
    }

    [Theory]
    [InlineData("max_version: TLS12", "Tls12")]
    [InlineData("min_version: TLS13", "Tls13")]
    [InlineData("min_version: TLS12, max_version: TLS12", "Tls12")]
    public async Task The_version_of_Tls_is_within_the_bounds(string versions, string expected)
    {
        using X509Certificate2 certificate = Certificate();
        SslProtocols spoken = SslProtocols.None;
        await using RawServer server = new(async (_, stream, cancellation) =>
        {
            await using SslStream encrypted = new(stream);
            await encrypted.AuthenticateAsServerAsync(certificate);
            spoken = encrypted.SslProtocol;
            await RawServer.ReadHeadersAsync(encrypted, cancellation);
            await encrypted.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8.ToArray(), cancellation);
        });
        string ca = certificate.ExportCertificatePem().ReplaceLineEndings("\\n");
        IReceiver receiver = Receiver($"https://localhost:{server.Port}/hook", $"tls_config: {{ {versions}, ca: \"{ca}\" }}");

        Assert.IsType<ReceiverResult.Delivered>(await receiver.SendAsync(Samples.Notification(), CancellationToken.None));
        Assert.Equal(expected, spoken.ToString());
    }

    [Theory]
    [InlineData("oauth2: { client_id: a, token_url: 'http://t' }", "expected client_secret or client_secret_file")]
    [InlineData("oauth2: { client_id: a, client_secret: b }", "token_url")]
    [InlineData("oauth2: { client_id: a, client_secret: b, token_url: 'http://t' }, basic_auth: { username: u }", "expected one of basic_auth, authorization, bearer_token and oauth2")]
    [InlineData("no_proxy: a", "expected no_proxy beside proxy_url")]
    [InlineData("proxy_from_environment: true, proxy_url: 'http://p'", "expected proxy_url or proxy_from_environment, found both")]
    [InlineData("tls_config: { min_version: TLS13, max_version: TLS12 }", "expected min_version not to be above max_version")]
    [InlineData("tls_config: { min_version: SSL3 }", "TLS13")]
    [InlineData("tls_config: { ca: a, ca_file: b }", "expected ca or ca_file, found both")]
    [InlineData("tls_config: { cert: a }", "together, found one of them")]
    [InlineData("proxy_connect_header: {}", "\"proxy_connect_header\" is not supported")]
    public void A_mistake_is_named(string config, string expected)
    {
        Assert.Null(Samples.TryParse("am.yml", $"route: {{ receiver: r }}\nreceivers: [{{ name: r, webhook_configs: [{{ url: 'http://x', http_config: {{ {config} }} }}] }}]", out Diagnostics diagnostics));

        Assert.Contains(diagnostics.All, d => d.ToString().Contains(expected, StringComparison.Ordinal));
    }

    private IReceiver Receiver(string url, string config) => Samples.Receiver($"webhook_configs: [{{ url: '{url}', http_config: {{ {config} }} }}]", _sender);

    private static X509Certificate2 Certificate()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
