using System.Text;

namespace Heed.Storage.Index;

/// <summary>One search for the series of a block whose value of one label is accepted.</summary>
/// <param name="pattern">What the matcher wants.</param>
/// <param name="count">Of the block's series.</param>
/// <param name="cancellation">Ends the search.</param>
internal sealed class OrdinalSearch(ValuePattern pattern, int count, CancellationToken cancellation)
{
    private const int StepsBetweenCancellationChecks = 1024;

    private readonly SlotUnion _union = new();

    /// <summary>The ordinals of the series whose value the pattern describes, or of all others that have one; ascending.</summary>
    public int[] Find(ref ValueWalk values, bool described)
    {
        if (described)
        {
            foreach (LiteralStart start in pattern.Starts) AddDescribed(ref values, start);
        }
        else
        {
            values.MoveTo(0);
            for (int i = 0; values.Next(); i++)
            {
                if (i % StepsBetweenCancellationChecks == 0) cancellation.ThrowIfCancellationRequested();
                if (!pattern.Describes(values.Text)) PostingsCode.Read(values.Postings, count, _union);
            }
        }

        return _union.ToAscending(count).ToArray();
    }

    private void AddDescribed(ref ValueWalk values, LiteralStart start)
    {
        // Half of a surrogate pair becomes another character in UTF-8: no value begins so, and none is that.
        byte[] text = Encoding.UTF8.GetBytes(start.Text);
        if (text.AsSpan().IndexOf("\uFFFD"u8) >= 0 && Encoding.UTF8.GetString(text) != start.Text) return;
        values.MoveNear(text);
        for (int i = 0; values.Next(); i++)
        {
            if (i % StepsBetweenCancellationChecks == 0) cancellation.ThrowIfCancellationRequested();
            if (!values.Utf8.StartsWith(text))
            {
                if (Utf8Order.Compare(values.Utf8, text) > 0) return;
                continue;
            }

            bool isWhole = start.Tail == LabelTail.Nothing;
            if (isWhole && values.Utf8.Length > text.Length) return;
            if (isWhole || pattern.Describes(values.Text, start)) PostingsCode.Read(values.Postings, count, _union);
            if (isWhole) return;
        }
    }
}
