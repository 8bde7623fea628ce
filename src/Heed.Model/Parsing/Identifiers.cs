namespace Heed.Model.Parsing;

/// <summary>The names that need no quotes in PromQL and in exposition formats.</summary>
public static class Identifiers
{
    /// <summary><c>[a-zA-Z_:][a-zA-Z0-9_:]*</c></summary>
    public static bool IsMetricName(ReadOnlySpan<char> name) => IsName(name, colons: true);

    /// <summary><c>[a-zA-Z_][a-zA-Z0-9_]*</c></summary>
    public static bool IsLabelName(ReadOnlySpan<char> name) => IsName(name, colons: false);

    private static bool IsName(ReadOnlySpan<char> name, bool colons)
    {
        if (name.Length == 0 || char.IsAsciiDigit(name[0])) return false;
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_' && !(colons && c == ':')) return false;
        }

        return true;
    }
}
