using System.Globalization;
using System.Text;

using Heed.Model.Labels;

namespace Heed.Alerting.Notifications;

/// <summary>
/// The fingerprint that Alertmanager gives an alert: FNV-1a, 64 bits, over the UTF-8 of each name and value in order of the
/// names, each followed by the byte 255. Receivers of webhooks keep it, so it must not change with the program behind it.
/// </summary>
public static class AlertFingerprint
{
    private const ulong OffsetBasis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static string Of(LabelSet labels) => NumberOf(labels).ToString("x16", CultureInfo.InvariantCulture);

    public static ulong NumberOf(LabelSet labels)
    {
        ulong hash = OffsetBasis;
        foreach (Label label in labels.Labels)
        {
            hash = Add(hash, label.Name);
            hash = Add(hash, label.Value);
        }

        return hash;
    }

    private static ulong Add(ulong hash, string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] > 127) return AddRunes(hash, text.AsSpan(i));
            hash = (hash ^ text[i]) * Prime;
        }

        return (hash ^ 255) * Prime;
    }

    private static ulong AddRunes(ulong hash, ReadOnlySpan<char> text)
    {
        Span<byte> utf8 = stackalloc byte[4];
        foreach (Rune rune in text.EnumerateRunes())
        {
            int length = rune.EncodeToUtf8(utf8);
            foreach (byte b in utf8[..length]) hash = (hash ^ b) * Prime;
        }

        return (hash ^ 255) * Prime;
    }
}
