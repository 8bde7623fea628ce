using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

using Heed.Alerting.Notifications;

namespace Heed.Alerting.Escalation;

/// <summary>
/// Makes and checks the links by which people acknowledge: each for one incident and one person, until a time, signed with HMAC-SHA256.
/// Whoever has the link needs no other right, so it says little and ends soon.
/// </summary>
public sealed class AcknowledgementLinks
{
    public const int KeyBytes = 32;

    /// <summary>Where links lead, behind the server's external address.</summary>
    public const string Path = "/v1/oncall/acknowledge";

    private const string Version = "1";
    private const int MostCharacters = 2048;

    private readonly byte[] _key;
    private readonly string _externalUrl;
    private volatile Terms _terms;

    /// <param name="key">Secret; <see cref="KeyBytes"/> random bytes, the same after a restart.</param>
    /// <param name="externalUrl">Where people find this server; no slash at its end.</param>
    /// <param name="lifetime">How long a link can be used.</param>
    /// <param name="callsBack">Whether chat programs can call back.</param>
    public AcknowledgementLinks(ReadOnlySpan<byte> key, string externalUrl, TimeSpan lifetime, bool callsBack)
    {
        if (key.Length != KeyBytes) throw new ArgumentException($"expected {KeyBytes} bytes, found {key.Length}", nameof(key));
        _key = key.ToArray();
        _externalUrl = externalUrl;
        _terms = new Terms((long)lifetime.TotalMilliseconds, callsBack);
    }

    /// <summary>For links that are made from now on.</summary>
    public void Reconfigure(TimeSpan lifetime, bool callsBack) => _terms = new Terms((long)lifetime.TotalMilliseconds, callsBack);

    public AcknowledgementLink Create(string incidentId, string person, long nowMs)
    {
        Terms terms = _terms;
        string end = (nowMs + terms.LifetimeMs).ToString(CultureInfo.InvariantCulture);
        byte[] content = Encoding.UTF8.GetBytes(string.Join('\n', Version, incidentId, person, end));
        string token = Base64Url.EncodeToString(content) + "." + Base64Url.EncodeToString(HMACSHA256.HashData(_key, content));
        return new AcknowledgementLink($"{_externalUrl}{Path}?token={token}", token, terms.CallsBack);
    }

    /// <summary>Whose acknowledgement of what a token is; both are empty unless it is valid or only expired.</summary>
    public LinkOutcome Check(string token, long nowMs, out string incidentId, out string person)
    {
        incidentId = person = "";
        int dot = token.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || token.Length > MostCharacters) return LinkOutcome.Forged;
        if (!TryDecode(token.AsSpan(0, dot), out byte[] content) || !TryDecode(token.AsSpan(dot + 1), out byte[] signature)) return LinkOutcome.Forged;
        if (!CryptographicOperations.FixedTimeEquals(signature, HMACSHA256.HashData(_key, content))) return LinkOutcome.Forged;
        string[] parts = Encoding.UTF8.GetString(content).Split('\n');
        if (parts.Length != 4 || parts[0] != Version) return LinkOutcome.Forged;
        (incidentId, person) = (parts[1], parts[2]);
        return nowMs < long.Parse(parts[3], CultureInfo.InvariantCulture) ? LinkOutcome.Valid : LinkOutcome.Expired;
    }

    private static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        if (!Base64Url.IsValid(text)) return false;
        bytes = Base64Url.DecodeFromChars(text);
        return true;
    }

    private sealed record Terms(long LifetimeMs, bool CallsBack);
}
