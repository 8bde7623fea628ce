namespace Heed.Templates.Formatting;

/// <summary>The flags, width and precision of one verb.</summary>
internal readonly record struct FormatSpec(bool Minus, bool Plus, bool Sharp, bool Space, bool Zero, int? Width, int? Precision)
{
    /// <summary>Pads with spaces to the width, which counts characters.</summary>
    public string Pad(string text)
    {
        int missing = (Width ?? 0) - Count(text);
        if (missing <= 0) return text;
        return Minus ? text + new string(' ', missing) : new string(' ', missing) + text;
    }

    /// <summary>Pads a number: zeros go between its sign and its digits.</summary>
    public string PadNumber(string text)
    {
        if (!Zero || Minus || Width is not { } width || text.Length >= width) return Pad(text);
        int sign = text.Length > 0 && text[0] is '+' or '-' or ' ' ? 1 : 0;
        return text[..sign] + new string('0', width - text.Length) + text[sign..];
    }

    private static int Count(string text)
    {
        int surrogates = 0;
        foreach (char c in text) surrogates += char.IsLowSurrogate(c) ? 1 : 0;
        return text.Length - surrogates;
    }
}
