using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Heed.Model.Parsing;

/// <summary>
/// Replacement texts as Go's regexp package reads them: <c>$1</c>, <c>$name</c> and <c>${name}</c> are groups, <c>$$</c> is a dollar
/// sign. A name is as long as it can be, so <c>$1x</c> is the group <c>1x</c>; a group that is not there is the empty text; a dollar
/// sign that begins neither stays.
/// </summary>
public static class Re2Template
{
    /// <summary>Every match replaced by the expanded template.</summary>
    public static string ReplaceAll(Regex pattern, string text, string template) => pattern.Replace(text, match => Expand(template, match));

    public static string Expand(string template, Match match)
    {
        StringBuilder text = new();
        int at = 0;
        while (at < template.Length)
        {
            int dollar = template.IndexOf('$', at);
            int end = dollar < 0 ? template.Length : dollar;
            text.Append(template, at, end - at);
            at = dollar < 0 ? end : AppendReference(template, dollar, match, text);
        }

        return text.ToString();
    }

    /// <summary>Appends what the dollar sign stands for, and returns where the template goes on.</summary>
    private static int AppendReference(string template, int dollar, Match match, StringBuilder text)
    {
        int start = dollar + 1;
        bool escaped = start < template.Length && template[start] == '$';
        bool braced = start < template.Length && template[start] == '{';
        if (braced) start++;
        int end = start;
        while (end < template.Length && (char.IsLetterOrDigit(template[end]) || template[end] == '_')) end++;
        bool closed = !braced || (end < template.Length && template[end] == '}');
        if (end == start || !closed)
        {
            text.Append('$');
            return dollar + (escaped ? 2 : 1);
        }

        text.Append(Find(match, template[start..end]).ValueSpan);
        return braced ? end + 1 : end;
    }

    /// <summary>A number counts groups with and without names alike; with a zero in front it is none, and no group is called so.</summary>
    private static Group Find(Match match, string name)
    {
        bool isNumber = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        if (!isNumber) return match.Groups[name];
        return name.Length > 1 && name[0] == '0' ? match.Groups[-1] : match.Groups[number];
    }
}
