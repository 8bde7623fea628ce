using System.Text;
using System.Text.RegularExpressions;

namespace Heed.Alerting.Templating;

/// <summary>
/// Replacement texts as Go writes them: <c>$1</c>, <c>$name</c> and <c>${name}</c> are groups, <c>$$</c> is a dollar sign. A name is as
/// long as it can be, so <c>$1x</c> is the group <c>1x</c>; a group that is not there is the empty text.
/// </summary>
internal static class GoReplacement
{
    public static string Expand(string replacement, Match match)
    {
        StringBuilder expanded = new();
        for (int i = 0; i < replacement.Length; i++)
        {
            char next = i + 1 < replacement.Length ? replacement[i + 1] : '\0';
            if (replacement[i] == '$' && next == '$')
            {
                expanded.Append('$');
                i++;
            }
            else if (replacement[i] == '$' && TryName(replacement, i + 1, out string name, out int end))
            {
                expanded.Append(match.Groups[name].Value);
                i = end - 1;
            }
            else
            {
                expanded.Append(replacement[i]);
            }
        }

        return expanded.ToString();
    }

    private static bool TryName(string text, int start, out string name, out int end)
    {
        bool braces = start < text.Length && text[start] == '{';
        int first = braces ? start + 1 : start;
        end = first;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_')) end++;
        name = text[first..end];
        if (!braces) return name.Length > 0;
        bool closed = name.Length > 0 && end < text.Length && text[end] == '}';
        end++;
        return closed;
    }
}
