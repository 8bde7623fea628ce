using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Storage.Wal;

namespace Heed.Storage.Deletions;

/// <summary>What somebody wanted gone: the samples of some series in a range of time that were there at that moment.</summary>
/// <param name="Matchers">The series.</param>
/// <param name="FromMs">Inclusive.</param>
/// <param name="ToMs">Inclusive.</param>
/// <param name="BelowBlock">Blocks with this number or a greater one were written later, without these samples.</param>
internal sealed record Deletion(IReadOnlyList<LabelMatcher> Matchers, long FromMs, long ToMs, long BelowBlock)
{
    public bool Concerns(long blockNumber, long firstTimeMs, long lastTimeMs) =>
        blockNumber < BelowBlock && firstTimeMs <= ToMs && lastTimeMs >= FromMs;

    public void WriteTo(RecordBuffer target)
    {
        target.Begin(RecordKind.Deletion);
        target.AddSigned(FromMs);
        target.AddSigned(ToMs);
        target.AddVarint((ulong)BelowBlock);
        target.AddVarint((ulong)Matchers.Count);
        foreach (LabelMatcher matcher in Matchers)
        {
            target.AddByte((byte)matcher.Operator);
            target.AddText(matcher.Name);
            target.AddText(matcher.Value);
        }

        target.End();
    }

    /// <returns>Null where the bytes make no sense; then the reader has failed.</returns>
    public static Deletion? Read(ref PayloadReader bytes)
    {
        long fromMs = bytes.ReadSigned();
        long toMs = bytes.ReadSigned();
        long belowBlock = (long)bytes.ReadVarint();
        LabelMatcher[] matchers = new LabelMatcher[bytes.ReadCount()];
        for (int i = 0; i < matchers.Length; i++)
        {
            byte op = bytes.ReadByte();
            string name = bytes.ReadText();
            ParseResult<LabelMatcher> matcher = LabelMatcher.Parse(name, (MatchOperator)op, bytes.ReadText());
            if (op > (byte)MatchOperator.NotRegex || !matcher.IsSuccess) bytes.Fail();
            if (bytes.Failed) return null;
            matchers[i] = matcher.Value;
        }

        return bytes.Failed ? null : new Deletion(matchers, fromMs, toMs, belowBlock);
    }
}
