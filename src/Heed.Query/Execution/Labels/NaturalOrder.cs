namespace Heed.Query.Execution.Labels;

/// <summary>Texts with their runs of digits compared as numbers: <c>v2</c> before <c>v10</c>.</summary>
internal static class NaturalOrder
{
    public static int Compare(string a, string b)
    {
        int i = 0;
        int j = 0;
        while (i < a.Length && j < b.Length)
        {
            int order;
            if (char.IsAsciiDigit(a[i]) && char.IsAsciiDigit(b[j])) order = CompareNumbers(a, ref i, b, ref j);
            else order = a[i++] - b[j++];
            if (order != 0) return order;
        }

        return (a.Length - i) - (b.Length - j);
    }

    private static int CompareNumbers(string a, ref int i, string b, ref int j)
    {
        ReadOnlySpan<char> x = Digits(a, ref i);
        ReadOnlySpan<char> y = Digits(b, ref j);
        return x.Length != y.Length ? x.Length - y.Length : x.SequenceCompareTo(y);
    }

    /// <summary>Without leading zeros.</summary>
    private static ReadOnlySpan<char> Digits(string text, ref int at)
    {
        int start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        return text.AsSpan(start, at - start).TrimStart('0');
    }
}
