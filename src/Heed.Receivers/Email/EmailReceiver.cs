using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;

using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;

namespace Heed.Receivers.Email;

/// <summary>Hands <see cref="EmailMessage"/> to a mail server; its receipt for the whole message is ours.</summary>
public sealed class EmailReceiver(EmailOptions options, NoticeTemplates templates, TimeProvider clock) : IReceiver
{
    private const int ShownCharacters = 200;

    public async Task<ReceiverResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        string password = "";
        string secret = "";
        if ((options.Password is not null && !options.Password.TryReveal(out password, out string error))
            || (options.Secret is not null && !options.Secret.TryReveal(out secret, out error)))
        {
            return new ReceiverResult.Retry(error, null);
        }

        if (EmailMessage.Write(notification, options, templates, out error) is not { } message) return new ReceiverResult.Rejected(error);
        string place = FormattableString.Invariant($"{options.Host}:{options.Port}");
        using CancellationTokenSource late = new(EmailOptions.Timeout, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            await using SmtpConnection server = await SmtpConnection.ConnectAsync(options.Host, options.Port, either.Token);
            return await SendAsync(server, message, place, password, secret, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new ReceiverResult.Retry(FormattableString.Invariant($"{place} did not answer within {EmailOptions.Timeout.TotalSeconds} s"), null);
        }
        catch (Exception failure) when (failure is IOException or SocketException or AuthenticationException or CryptographicException)
        {
            return new ReceiverResult.Retry($"{place} could not be used: {failure.Message}", null);
        }
    }

    private async Task<ReceiverResult> SendAsync(
        SmtpConnection server, EmailMessage message, string place, string password, string secret, CancellationToken cancellation)
    {
        if (options.IsImplicitTls) await server.StartTlsAsync(options.Tls, options.Host, cancellation);
        SmtpReply reply = await server.ReadReplyAsync(cancellation);
        if (!reply.IsYes) return Judge(place, "the greeting", reply);
        reply = await server.SendAsync("EHLO " + options.Hello, cancellation);
        if (!reply.IsYes) return Judge(place, "EHLO", reply);
        bool isEncrypted = options.IsImplicitTls;
        if (!isEncrypted && reply.Lines.Any(l => l.Equals("STARTTLS", StringComparison.OrdinalIgnoreCase)))
        {
            SmtpReply ready = await server.SendAsync("STARTTLS", cancellation);
            if (!ready.IsYes) return Judge(place, "STARTTLS", ready);
            await server.StartTlsAsync(options.Tls, options.Host, cancellation);
            reply = await server.SendAsync("EHLO " + options.Hello, cancellation);
            isEncrypted = true;
        }

        if (!isEncrypted && options.RequiresTls)
        {
            return new ReceiverResult.Rejected($"{place} offers no STARTTLS, which require_tls asks for");
        }

        if (options.Username.Length > 0)
        {
            SmtpReply? known = await SmtpAuthentication.TryAsync(server, Offered(reply), options, password, secret, cancellation);
            if (known is null) return new ReceiverResult.Rejected($"{place} offers no authentication that there is a secret for");
            if (!known.IsYes) return Judge(place, "AUTH", known);
        }

        return await HandOverAsync(server, message, place, cancellation);
    }

    private static async Task<ReceiverResult> HandOverAsync(
        SmtpConnection server, EmailMessage message, string place, CancellationToken cancellation)
    {
        SmtpReply reply = await server.SendAsync($"MAIL FROM:<{message.From}>", cancellation);
        if (!reply.IsYes) return Judge(place, "MAIL FROM", reply);
        foreach (string recipient in message.Recipients)
        {
            reply = await server.SendAsync($"RCPT TO:<{recipient}>", cancellation);
            if (!reply.IsYes) return Judge(place, "RCPT TO", reply);
        }

        reply = await server.SendAsync("DATA", cancellation);
        if (!reply.IsYes) return Judge(place, "DATA", reply);
        reply = await server.SendContentAsync(message.Content, cancellation);
        return reply.IsYes
            ? new ReceiverResult.Delivered(FormattableString.Invariant($"{reply.Code} {ShortText.Cut(reply.Text, ShownCharacters)}"))
            : Judge(place, "the message", reply);
    }

    private static HashSet<string> Offered(SmtpReply hello) =>
    [
        .. hello.Lines.Where(l => l.StartsWith("AUTH ", StringComparison.OrdinalIgnoreCase) || l.StartsWith("AUTH=", StringComparison.OrdinalIgnoreCase))
            .SelectMany(l => l[5..].ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries)),
    ];

    /// <summary>What the server says to AUTH may hold what it was sent, so only its number is told.</summary>
    private static ReceiverResult Judge(string place, string to, SmtpReply reply)
    {
        string said = to == "AUTH" ? "" : ": " + ShortText.Cut(reply.Text, ShownCharacters);
        string reason = FormattableString.Invariant($"{place} answered {reply.Code} to {to}{said}");
        return reply.Code is >= 400 and < 500 ? new ReceiverResult.Retry(reason, null) : new ReceiverResult.Rejected(reason);
    }
}
