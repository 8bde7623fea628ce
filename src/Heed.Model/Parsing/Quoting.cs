using System.Globalization;
using System.Text;

namespace Heed.Model.Parsing;

/// <summary>Double-quoted strings as PromQL and Go write them.</summary>
public static class Quoting
{
    public static string Quote(string text)
    {
        StringBuilder quoted = new(text.Length + 2);
        AppendQuoted(quoted, text);
        return quoted.ToString();
    }

    public static void AppendQuoted(StringBuilder target, string text)
    {
        target.Append('"');
        foreach (char c in text)
        {
            switch (c)
            {
                case '"': target.Append("\\\""); break;
                case '\\': target.Append(@"\\"); break;
                case '\n': target.Append("\\n"); break;
                case '\r': target.Append("\\r"); break;
                case '\t': target.Append("\\t"); break;
                case < ' ' or '\x7f': target.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"); break;
                default: target.Append(c); break;
            }
        }

        target.Append('"');
    }
}
