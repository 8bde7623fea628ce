using System.Numerics;

namespace Heed.Monitoring.Windows;

/// <summary>Events of a pane, and how many of them are of one kind.</summary>
internal readonly record struct ShareSums(long All, long Some)
    : IAdditionOperators<ShareSums, ShareSums, ShareSums>, ISubtractionOperators<ShareSums, ShareSums, ShareSums>
{
    /// <summary>Of a window of shares: enough that its edge moves smoothly.</summary>
    public const int MostPanes = 100;

    /// <summary>With fewer events a share says little.</summary>
    public const long LeastEvents = 30;

    /// <summary>NaN without enough events.</summary>
    public double Ratio => All < LeastEvents ? double.NaN : Some / (double)All;

    public static ShareSums operator +(ShareSums a, ShareSums b) => new(a.All + b.All, a.Some + b.Some);

    public static ShareSums operator -(ShareSums a, ShareSums b) => new(a.All - b.All, a.Some - b.Some);

    public static void Save(BinaryWriter writer, ShareSums sums)
    {
        writer.Write(sums.All);
        writer.Write(sums.Some);
    }

    public static ShareSums Load(BinaryReader reader) => new(reader.ReadInt64(), reader.ReadInt64());
}
