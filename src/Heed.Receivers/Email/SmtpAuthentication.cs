using System.Security.Cryptography;
using System.Text;

namespace Heed.Receivers.Email;

/// <summary>
/// Says who we are in the way that the server offers and the options allow: CRAM-MD5 with a secret, else PLAIN, else LOGIN.
/// </summary>
internal static class SmtpAuthentication
{
    /// <summary>The server's last word; null where it offers nothing that there is a secret for.</summary>
    public static async Task<SmtpReply?> TryAsync(
        SmtpConnection server, IReadOnlySet<string> offered, EmailOptions options, string password, string secret, CancellationToken cancellation)
    {
        if (offered.Contains("CRAM-MD5") && secret.Length > 0) return await CramAsync(server, options.Username, secret, cancellation);
        if (password.Length == 0) return null;
        if (offered.Contains("PLAIN"))
        {
            return await server.SendAsync("AUTH PLAIN " + Base64($"{options.Identity}\0{options.Username}\0{password}"), cancellation);
        }

        if (!offered.Contains("LOGIN")) return null;
        SmtpReply asked = await server.SendAsync("AUTH LOGIN", cancellation);
        if (asked.IsYes) asked = await server.SendAsync(Base64(options.Username), cancellation);
        return asked.IsYes ? await server.SendAsync(Base64(password), cancellation) : asked;
    }

    private static async Task<SmtpReply> CramAsync(SmtpConnection server, string username, string secret, CancellationToken cancellation)
    {
        SmtpReply asked = await server.SendAsync("AUTH CRAM-MD5", cancellation);
        if (!asked.IsYes) return asked;
        Span<byte> challenge = new byte[asked.Text.Length];
        if (!Convert.TryFromBase64String(asked.Text, challenge, out int length)) return new SmtpReply(500, ["the challenge is not base64"]);
#pragma warning disable CA5351 // The method is the protocol's (RFC 2195).
        string digest = Convert.ToHexStringLower(HMACMD5.HashData(Encoding.UTF8.GetBytes(secret), challenge[..length]));
#pragma warning restore CA5351
        return await server.SendAsync(Base64($"{username} {digest}"), cancellation);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
