using System.Runtime.InteropServices;

namespace Heed.Client.Predictions;

/// <summary>A number on cache lines of its own, so that threads that change it do not slow down those that change its neighbour.</summary>
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal struct PaddedLong
{
    [FieldOffset(64)]
    public long Value;
}
