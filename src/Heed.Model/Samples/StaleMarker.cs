using System.Runtime.InteropServices;

namespace Heed.Model.Samples;

/// <summary>The NaN that says "this series ended here": Prometheus' bit pattern.</summary>
public static class StaleMarker
{
    private const ulong Bits = 0x7FF0000000000002;

    public static readonly double Value = BitConverter.UInt64BitsToDouble(Bits);

    /// <summary>Whether the value is the marker; every other NaN is an ordinary value.</summary>
    public static bool IsStale(double value) => BitConverter.DoubleToUInt64Bits(value) == Bits;

    /// <summary>Where the first marker is, or -1.</summary>
    public static int IndexIn(ReadOnlySpan<double> values) => MemoryMarshal.Cast<double, ulong>(values).IndexOf(Bits);
}
