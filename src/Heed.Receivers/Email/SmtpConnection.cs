using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

using Heed.Http;

namespace Heed.Receivers.Email;

/// <summary>A conversation with a mail server, command by command; lines and answers are bounded.</summary>
internal sealed class SmtpConnection(TcpClient client, Stream stream) : IAsyncDisposable
{
    private const int LongestAnswer = 64 * 1024;

    private readonly byte[] _buffer = new byte[4096];
    private Stream _stream = stream;
    private int _at;
    private int _end;

    /// <exception cref="SocketException">The server cannot be reached.</exception>
    public static async Task<SmtpConnection> ConnectAsync(string host, int port, CancellationToken cancellation)
    {
        TcpClient client = new() { NoDelay = true };
        try
        {
            await client.ConnectAsync(host, port, cancellation);
            return new SmtpConnection(client, client.GetStream());
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>From here on everything is encrypted. What the server said before in clear text is forgotten.</summary>
    /// <exception cref="System.Security.Authentication.AuthenticationException">
    /// The certificate is not the one that is to be trusted.
    /// </exception>
    public async Task StartTlsAsync(TlsOptions tls, string host, CancellationToken cancellation)
    {
        SslStream encrypted = new(_stream, leaveInnerStreamOpen: false);
        SslClientAuthenticationOptions options = HttpClients.SslOptions(tls);
        options.TargetHost ??= host;
        await encrypted.AuthenticateAsClientAsync(options, cancellation);
        _stream = encrypted;
        _at = _end = 0;
    }

    public async Task<SmtpReply> SendAsync(string command, CancellationToken cancellation)
    {
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), cancellation);
        return await ReadReplyAsync(cancellation);
    }

    /// <summary>Sends a message behind DATA: a dot at a line's beginning is doubled, and one alone ends it.</summary>
    public async Task<SmtpReply> SendContentAsync(string content, CancellationToken cancellation)
    {
        string dotted = content.Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
        if (dotted.StartsWith('.')) dotted = "." + dotted;
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(dotted + "\r\n.\r\n"), cancellation);
        return await ReadReplyAsync(cancellation);
    }

    /// <exception cref="IOException">The connection broke, or the answer is none of SMTP.</exception>
    public async Task<SmtpReply> ReadReplyAsync(CancellationToken cancellation)
    {
        List<string> lines = [];
        int bytes = 0;
        while (true)
        {
            string line = await ReadLineAsync(cancellation);
            bytes += line.Length;
            bool isReply = line.Length >= 3 && int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out _);
            if (!isReply || bytes > LongestAnswer) throw new IOException("the server's answer is none of SMTP");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] != '-') return new SmtpReply(int.Parse(line.AsSpan(0, 3), CultureInfo.InvariantCulture), lines);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        client.Dispose();
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellation)
    {
        StringBuilder line = new();
        while (line.Length < LongestAnswer)
        {
            if (_at == _end)
            {
                _at = 0;
                _end = await _stream.ReadAsync(_buffer, cancellation);
                if (_end == 0) throw new IOException("the server closed the connection");
            }

            char c = (char)_buffer[_at++];
            if (c == '\n') return line.ToString().TrimEnd('\r');
            line.Append(c);
        }

        throw new IOException("the server's answer is too long");
    }
}
