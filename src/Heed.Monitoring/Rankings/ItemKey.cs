using System.Text;

using Heed.Model.Labels;

namespace Heed.Monitoring.Rankings;

/// <summary>
/// What items are known by: 32 bits of a hash that is the same everywhere. A list of 10 items and a label of 10 confuse two of them
/// with probability 2e-8; 0 is no item.
/// </summary>
internal static class ItemKey
{
    public const uint None = 0;

    public static uint Of(string item) => Of(Encoding.UTF8.GetBytes(item));

    public static uint Of(ReadOnlySpan<byte> utf8)
    {
        StableHash hash = new(0);
        hash.Add(utf8);
        uint key = (uint)hash.ToUInt64();
        return key == None ? 1 : key;
    }
}
