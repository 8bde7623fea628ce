using System.Collections.Concurrent;
using System.Text.RegularExpressions;

using Heed.Model.Parsing;
using Heed.Templates;

namespace Heed.Rules.Templates;

/// <summary>
/// The regular expressions of templates, made once: alerts that fire are filled in again at every evaluation. Safe to use from any thread.
/// </summary>
internal static class KnownPatterns
{
    /// <summary>Patterns are texts of templates, and few. What a template makes of its data may be any number: it is made anew each time.</summary>
    private const int Most = 256;

    private static readonly ConcurrentDictionary<string, Regex> Known = new(StringComparer.Ordinal);
    private static int _count;

    /// <exception cref="TemplateException">The pattern cannot be read.</exception>
    public static Regex Find(string pattern)
    {
        if (Known.TryGetValue(pattern, out Regex? known)) return known;
        ParseResult<Regex> regex = Re2.Parse(pattern);
        if (!regex.IsSuccess) throw new TemplateException(regex.Error.Message);
        if (Volatile.Read(ref _count) < Most && Known.TryAdd(pattern, regex.Value)) Interlocked.Increment(ref _count);
        return regex.Value;
    }
}
