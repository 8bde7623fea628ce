using System.Text;

using Heed.Model.Labels;

namespace Heed.Storage.Head;

/// <summary>What a new series' labels may look like.</summary>
internal static class LabelLimits
{
    /// <returns>The first limit that the labels break, or null.</returns>
    public static RefusalReason? Check(LabelSet labels, StoreOptions options)
    {
        if (labels.Count > options.MaxLabels) return RefusalReason.LabelCountLimit;
        foreach (Label label in labels.Labels)
        {
            if (label.Name.Length > options.MaxLabelNameLength) return RefusalReason.LabelNameLimit;
            if (label.Value.Length > options.MaxLabelValueLength) return RefusalReason.LabelValueLimit;
            if (!IsUnicode(label.Name) || !IsUnicode(label.Value)) return RefusalReason.LabelNotUnicode;
        }

        return null;
    }

    private static bool IsUnicode(ReadOnlySpan<char> text)
    {
        int surrogate = text.IndexOfAnyInRange('\uD800', '\uDFFF');
        while (surrogate >= 0)
        {
            text = text[surrogate..];
            if (Rune.DecodeFromUtf16(text, out _, out int length) != System.Buffers.OperationStatus.Done) return false;
            text = text[length..];
            surrogate = text.IndexOfAnyInRange('\uD800', '\uDFFF');
        }

        return true;
    }
}
