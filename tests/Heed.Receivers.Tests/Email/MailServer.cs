using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Heed.Receivers.Tests.Email;

/// <summary>A real mail server on a free loopback port, as far as a client needs it: it keeps what it was sent, by command and message.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate = Certificate();
    private readonly string[] _offers;
    private readonly Func<string, string?> _answer;
    private readonly Task _serving;

    /// <param name="offers">What it says to EHLO, as <c>STARTTLS</c>.</param>
    /// <param name="answer">Its answer to a command; null for yes.</param>
    public MailServer(string[] offers, Func<string, string?>? answer = null)
    {
        _offers = offers;
        _answer = answer ?? (_ => null);
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The certificate that a client has to trust.</summary>
    public string Pem => _certificate.ExportCertificatePem();

    public List<string> Commands { get; } = [];

    public string Message { get; private set; } = "";

    public bool WasEncrypted { get; private set; }

    /// <summary>The message's bodies, decoded.</summary>
    public string[] Bodies =>
    [
        .. Message.Split("base64\r\n\r\n").Skip(1)
            .Select(part => Encoding.UTF8.GetString(Convert.FromBase64String(part.Split("--heed-")[0].Replace("\r\n", "", StringComparison.Ordinal)))),
    ];

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _certificate.Dispose();
    }

    private static X509Certificate2 Certificate()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                await ConverseAsync(client.GetStream());
            }
            catch (Exception ended) when (ended is IOException or System.Security.Authentication.AuthenticationException)
            {
                // The client hung up; the next one may come.
            }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task ConverseAsync(Stream stream)
    {
        await SayAsync(stream, "220 mail ready");
        while (await ReadLineAsync(stream) is { } command)
        {
            Commands.Add(command);
            string? answer = _answer(command);
            if (answer is not null) await SayAsync(stream, answer);
            else if (command.StartsWith("EHLO", StringComparison.Ordinal)) await SayAsync(stream, Hello());
            else if (command == "STARTTLS")
            {
                await SayAsync(stream, "220 go ahead");
                SslStream encrypted = new(stream);
                await encrypted.AuthenticateAsServerAsync(_certificate);
                stream = encrypted;
                WasEncrypted = true;
            }
            else if (command == "DATA")
            {
                await SayAsync(stream, "354 end with a dot");
                Message = await ReadMessageAsync(stream);
                await SayAsync(stream, _answer("MESSAGE") ?? "250 queued as 42");
            }
            else await SayAsync(stream, "250 fine");
        }
    }

    private string Hello()
    {
        string[] lines = ["mail", .. _offers];
        return string.Join("\r\n", lines.Select((line, i) => (i == lines.Length - 1 ? "250 " : "250-") + line));
    }

    private static async Task<string> ReadMessageAsync(Stream stream)
    {
        StringBuilder message = new();
        while (await ReadLineAsync(stream) is { } line and not ".") message.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        return message.ToString();
    }

    private static async Task<string?> ReadLineAsync(Stream stream)
    {
        List<byte> line = [];
        byte[] one = new byte[1];
        while (await stream.ReadAsync(one) == 1)
        {
            if (one[0] == '\n') return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }

        return null;
    }

    private static async Task SayAsync(Stream stream, string line) => await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"));
}
