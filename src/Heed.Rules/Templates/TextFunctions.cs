using System.Net;
using System.Text;

using Heed.Model.Parsing;
using Heed.Templates;

namespace Heed.Rules.Templates;

/// <summary>Template functions over texts.</summary>
internal static class TextFunctions
{
    public static TemplateFunctions AddTo(TemplateFunctions functions) => functions
        .With("match", 2, a => KnownPatterns.Find(ToText(a[0])).IsMatch(ToText(a[1])))
        .With("reReplaceAll", 3, a => Re2Template.ReplaceAll(KnownPatterns.Find(ToText(a[0])), ToText(a[2]), ToText(a[1])))
        .With("title", 1, a => Title(ToText(a[0])))
        .With("toUpper", 1, a => ToText(a[0]).ToUpperInvariant())
        .With("toLower", 1, a => ToText(a[0]).ToLowerInvariant())
        .With("safeHtml", 1, a => ToText(a[0]))
        .With("urlQueryEscape", 1, a => QueryEscape(ToText(a[0])))
        .With("graphLink", 1, a => $"/graph?g0.expr={QueryEscape(ToText(a[0]))}&g0.tab=0")
        .With("tableLink", 1, a => $"/graph?g0.expr={QueryEscape(ToText(a[0]))}&g0.tab=1")
        .With("stripPort", 1, a => TrySplitPort(ToText(a[0]), out string host, out _) ? host : ToText(a[0]))
        .With("stripDomain", 1, a => StripDomain(ToText(a[0])))
        .With("args", 0, int.MaxValue, Args);

    public static string ToText(object? value) =>
        value as string ?? throw new TemplateException($"expected a text, found {value ?? "nothing"}");

    /// <summary>As Go's <c>url.QueryEscape</c>: a space is a plus; letters, digits and <c>-_.~</c> stay.</summary>
    public static string QueryEscape(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);

    /// <summary>The first letter of each word in upper case, the others as they are.</summary>
    private static string Title(string text)
    {
        StringBuilder title = new(text.Length);
        bool inWord = false;
        foreach (char c in text)
        {
            bool letter = char.IsLetter(c);
            title.Append(letter && !inWord ? char.ToUpperInvariant(c) : c);
            inWord = letter || char.IsDigit(c) || c == '_' || (inWord && c is '\'' or '’');
        }

        return title.ToString();
    }

    private static string StripDomain(string address)
    {
        bool split = TrySplitPort(address, out string host, out string port);
        if (!split) host = address;
        if (IPAddress.TryParse(host, out _) && host.AsSpan().IndexOfAny('.', ':') >= 0) return address;
        string name = host.Split('.')[0];
        return split && port.Length > 0 ? $"{name}:{port}" : name;
    }

    /// <summary><c>host:port</c> or <c>[address]:port</c>, as Go's <c>net.SplitHostPort</c>.</summary>
    private static bool TrySplitPort(string address, out string host, out string port)
    {
        host = "";
        port = "";
        int colon = address.LastIndexOf(':');
        if (colon < 0) return false;
        if (address.StartsWith('['))
        {
            int close = address.IndexOf(']');
            if (close < 0 || close + 1 != colon) return false;
            host = address[1..close];
        }
        else
        {
            if (address.IndexOf(':') != colon) return false;
            host = address[..colon];
        }

        port = address[(colon + 1)..];
        return host.AsSpan().IndexOfAny('[', ']') < 0 && port.AsSpan().IndexOfAny('[', ']') < 0;
    }

    private static object Args(IReadOnlyList<object?> arguments)
    {
        Dictionary<string, object?> named = new(StringComparer.Ordinal);
        for (int i = 0; i < arguments.Count; i++) named.Add($"arg{i}", arguments[i]);
        return named;
    }
}
