using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

using Heed.Receivers.Http;
using Heed.Testing;

namespace Heed.Receivers.Tests.Http;

/// <summary>Servers that break off, stall, or are not who they should be: every one of them is to be tried again.</summary>
public sealed class BrokenServerTests : IDisposable
{
    private static readonly byte[] Fine = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8.ToArray();

    private readonly HttpSender _sender = new(new HttpSenderOptions { Timeout = TimeSpan.FromSeconds(20) }, TimeProvider.System);
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _sender.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")]
    [InlineData("not HTTP at all\r\n\r\n")]
    public async Task A_server_that_closes_its_half_in_the_middle_has_not_answered(string said)
    {
        await using RawServer server = new(async (socket, stream, cancellation) =>
        {
            await RawServer.ReadHeadersAsync(stream, cancellation);
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(said), cancellation);
            socket.Shutdown(SocketShutdown.Send);
            await stream.CopyToAsync(Stream.Null, cancellation);
        });

        Assert.StartsWith($"http://127.0.0.1:{server.Port} could not be reached: ", await RetryAsync($"http://127.0.0.1:{server.Port}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")]
    public async Task A_server_that_stalls_is_left_after_the_timeout(string said)
    {
        await using RawServer server = new(async (_, stream, cancellation) =>
        {
            await RawServer.ReadHeadersAsync(stream, cancellation);
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(said), cancellation);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
        });

        Assert.Equal($"http://127.0.0.1:{server.Port} did not answer within 0.5 s", await RetryAsync($"http://127.0.0.1:{server.Port}", ", timeout: 500ms"));
    }

    [Fact]
    public async Task A_certificate_has_to_be_trusted_and_to_carry_the_name()
    {
        using X509Certificate2 certificate = Certificate();
        await using RawServer server = new(async (_, stream, cancellation) =>
        {
            await using SslStream encrypted = new(stream);
            await encrypted.AuthenticateAsServerAsync(certificate);
            await RawServer.ReadHeadersAsync(encrypted, cancellation);
            await encrypted.WriteAsync(Fine, cancellation);
        });
        string url = $"https://localhost:{server.Port}";
        string trusted = _folder.Write("ca.pem", certificate.ExportCertificatePem());

        Assert.Equal($"{url} could not be reached: SecureConnectionError", await RetryAsync(url));
        Assert.Equal($"{url} could not be reached: SecureConnectionError", await RetryAsync(url, $", http_config: {{ tls_config: {{ ca_file: {trusted}, server_name: elsewhere }} }}"));
        Assert.IsType<ReceiverResult.Delivered>(await SendAsync(url, $", http_config: {{ tls_config: {{ ca_file: {trusted} }} }}"));
        Assert.IsType<ReceiverResult.Delivered>(await SendAsync(url, ", http_config: { tls_config: { insecure_skip_verify: true } }"));
        Assert.Equal($"{url} could not be reached: DirectoryNotFoundException", await RetryAsync(url, ", http_config: { tls_config: { ca_file: /nowhere/ca.pem } }"));
    }

    [Fact]
    public async Task A_server_without_tls_is_not_spoken_to_in_clear_text()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync();
        string url = server.Url.Replace("http:", "https:", StringComparison.Ordinal);

        Assert.Equal($"{url} could not be reached: SecureConnectionError", await RetryAsync(url));
    }

    [Fact]
    public async Task A_proxy_is_asked_in_the_servers_place()
    {
        await using LoopbackServer proxy = await LoopbackServer.StartAsync();
        string address = proxy.Url.Replace("http://", "", StringComparison.Ordinal);

        Assert.IsType<ReceiverResult.Delivered>(await SendAsync("http://does-not-exist.invalid", $", http_config: {{ proxy_url: '{address}' }}"));
        Assert.Equal("/hook", (await proxy.TakeAsync()).Path);
    }

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

    private async Task<string> RetryAsync(string url, string more = "") => Assert.IsType<ReceiverResult.Retry>(await SendAsync(url, more)).Reason;

    private Task<ReceiverResult> SendAsync(string url, string more) =>
        Samples.Receiver($"webhook_configs: [{{ url: '{url}/hook'{more} }}]", _sender).SendAsync(Samples.Notification(), CancellationToken.None);
}
