using System.Numerics;

namespace Heed.Monitoring.Outcomes;

/// <summary>Predictions of a pane, and how many of them have a label.</summary>
internal readonly record struct CoverageSums(int Predictions, int Labelled)
    : IAdditionOperators<CoverageSums, CoverageSums, CoverageSums>, ISubtractionOperators<CoverageSums, CoverageSums, CoverageSums>
{
    public static CoverageSums operator +(CoverageSums a, CoverageSums b) => new(a.Predictions + b.Predictions, a.Labelled + b.Labelled);

    public static CoverageSums operator -(CoverageSums a, CoverageSums b) => new(a.Predictions - b.Predictions, a.Labelled - b.Labelled);

    public static void Save(BinaryWriter writer, CoverageSums sums)
    {
        writer.Write(sums.Predictions);
        writer.Write(sums.Labelled);
    }

    public static CoverageSums Load(BinaryReader reader) => new(reader.ReadInt32(), reader.ReadInt32());
}
