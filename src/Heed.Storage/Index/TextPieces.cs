namespace Heed.Storage.Index;

/// <summary>
/// The texts that a regular expression wants one behind the other, with anything or something between them: what it costs to look for
/// them is a fraction of what the expression costs.
/// </summary>
internal sealed class TextPieces
{
    private readonly string[] _texts;
    private readonly Gap[] _gaps;

    private TextPieces(List<string> texts, List<Gap> gaps)
    {
        _texts = [.. texts];
        _gaps = [.. gaps];
        IsExact = gaps.TrueForAll(static g => g.IsExact);
    }

    /// <summary>Whether a value that has the pieces matches; else it only may.</summary>
    public bool IsExact { get; }

    /// <param name="sequence">The parts of an expression without alternatives at its top.</param>
    public static TextPieces Of(List<LiteralStarts> sequence)
    {
        List<string> texts = [];
        List<Gap> gaps = [new Gap(false, 0, true)];
        foreach (LiteralStarts part in sequence)
        {
            switch (part.Items)
            {
                case [{ Tail: LabelTail.Nothing, Text: string text }]:
                    if (gaps[^1].IsOpen || texts.Count == 0)
                    {
                        texts.Add(text);
                        gaps.Add(new Gap(false, 0, true));
                    }
                    else
                    {
                        texts[^1] += text;
                    }

                    break;
                case [{ Tail: LabelTail.Anything, Text: "" }]:
                    gaps[^1] = gaps[^1] with { IsOpen = true };
                    break;
                case [{ Tail: LabelTail.Something, Text: "" }]:
                    gaps[^1] = gaps[^1] with { IsOpen = true, Least = gaps[^1].Least + 1 };
                    break;
                default:
                    gaps[^1] = gaps[^1] with { IsOpen = true, IsExact = false };
                    break;
            }
        }

        return new TextPieces(texts, gaps);
    }

    public bool AreIn(ReadOnlySpan<char> value)
    {
        int at = 0;
        for (int i = 0; i < _texts.Length; i++)
        {
            string text = _texts[i];
            Gap gap = _gaps[i];
            int from = at + gap.Least;
            if (from + text.Length > value.Length) return false;
            bool isAtEnd = i == _texts.Length - 1 && !_gaps[^1].IsOpen;
            int found = isAtEnd ? value.Length - text.Length : from;
            if (gap.IsOpen && !isAtEnd) found = value[from..].IndexOf(text.AsSpan()) is var step and >= 0 ? from + step : -1;
            else if (!value[found..].StartsWith(text.AsSpan())) found = -1;
            if (found < 0 || (!gap.IsOpen && found != from)) return false;
            at = found + text.Length;
        }

        return _gaps[^1].IsOpen ? value.Length - at >= _gaps[^1].Least : at == value.Length;
    }

    /// <param name="IsOpen">Whether anything may stand here.</param>
    /// <param name="Least">The characters that have to.</param>
    /// <param name="IsExact">Whether it does not matter which.</param>
    private readonly record struct Gap(bool IsOpen, int Least, bool IsExact);
}
