using Heed.Model.Labels;

namespace Heed.Model.Records;

/// <summary>
/// A 128-bit hash of an event's <c>id</c>: what labels are joined to predictions by. With a billion outstanding predictions the
/// chance of any collision is below 1e-20. The default value means "no id".
/// </summary>
public readonly record struct RecordId(ulong High, ulong Low)
{
    public bool IsNone => High == 0 && Low == 0;

    public static RecordId Of(ReadOnlySpan<byte> utf8)
    {
        StableHash high = new(1);
        StableHash low = new(2);
        high.Add(utf8);
        low.Add(utf8);
        return new RecordId(high.ToUInt64(), low.ToUInt64());
    }
}
