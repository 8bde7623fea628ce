using System.Net;

namespace Heed.Http;

/// <summary>A proxy for all hosts but some, which are written as Prometheus' <c>no_proxy</c> has them.</summary>
internal sealed class SelectiveProxy(Uri proxy, IReadOnlyList<string> without) : IWebProxy
{
    public ICredentials? Credentials { get; set; } = CredentialsOf(proxy);

    public Uri? GetProxy(Uri destination) => proxy;

    public bool IsBypassed(Uri host)
    {
        foreach (string pattern in without)
        {
            if (IsMeant(pattern, host)) return true;
        }

        return false;
    }

    private static bool IsMeant(string pattern, Uri url)
    {
        if (pattern == "*") return true;
        string name = url.IdnHost.Trim('[', ']');
        if (IPNetwork.TryParse(pattern, out IPNetwork network)) return IPAddress.TryParse(name, out IPAddress? address) && network.Contains(address);
        int colon = pattern.LastIndexOf(':');
        bool hasPort = colon > 0 && pattern.IndexOf(':', StringComparison.Ordinal) == colon;
        if (hasPort && pattern[(colon + 1)..] != url.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)) return false;
        string wanted = (hasPort ? pattern[..colon] : pattern).TrimStart('*');
        return wanted.StartsWith('.')
            ? name.EndsWith(wanted, StringComparison.OrdinalIgnoreCase)
            : name.Equals(wanted, StringComparison.OrdinalIgnoreCase) || name.EndsWith("." + wanted, StringComparison.OrdinalIgnoreCase);
    }

    private static NetworkCredential? CredentialsOf(Uri proxy)
    {
        if (proxy.UserInfo.Length == 0) return null;
        string[] pair = proxy.UserInfo.Split(':', 2);
        return new NetworkCredential(Uri.UnescapeDataString(pair[0]), pair.Length == 2 ? Uri.UnescapeDataString(pair[1]) : "");
    }
}
