using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Heed.Receivers.Slack;

/// <summary>
/// Checks that requests come from Slack: HMAC-SHA256 over <c>v0:time:body</c> under the signing secret, not older than five minutes
/// (Slack's advice), and each only once. Safe for use by several threads.
/// </summary>
/// <param name="capacity">How many taken requests are remembered; more within the window are refused as replayed.</param>
public sealed class SlackRequests(int capacity)
{
    public const int DefaultCapacity = 10_000;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private const string Version = "v0";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _taken = new(StringComparer.Ordinal);

    /// <param name="secret">Slack's signing secret of the app.</param>
    /// <param name="time">The header <c>X-Slack-Request-Timestamp</c>: Unix seconds.</param>
    /// <param name="signature">The header <c>X-Slack-Signature</c>.</param>
    /// <param name="body">As it arrived.</param>
    /// <param name="nowMs">The time of arrival.</param>
    public SlackRequestOutcome Check(string secret, string time, string signature, ReadOnlySpan<byte> body, long nowMs)
    {
        if (!long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)) return SlackRequestOutcome.Forged;
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{Version}:{time}:"), .. body];
        string expected = Version + "=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
        bool isGenuine = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(signature));
        if (!isGenuine) return SlackRequestOutcome.Forged;
        long windowMs = (long)Window.TotalMilliseconds;
        if (Math.Abs(nowMs - (Math.Min(seconds, long.MaxValue / 1000) * 1000)) > windowMs) return SlackRequestOutcome.Late;
        lock (_gate)
        {
            // A request can come again only within the window on either side of its time.
            foreach (string old in _taken.Where(t => t.Value < nowMs - (2 * windowMs)).Select(t => t.Key).ToArray()) _taken.Remove(old);
            return _taken.Count < capacity && _taken.TryAdd(signature, nowMs) ? SlackRequestOutcome.Accepted : SlackRequestOutcome.Replayed;
        }
    }
}
