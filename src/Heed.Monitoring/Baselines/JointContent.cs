using Heed.Monitoring.Joint;

namespace Heed.Monitoring.Baselines;

/// <summary>The section of a baseline file that tells how its features go together: docs/formats/baseline.md.</summary>
internal static class JointContent
{
    public static void Write(BinaryWriter writer, JointBaseline? joint)
    {
        writer.Write(joint is null ? 0 : joint.Parts.Mean.Length);
        if (joint is null) return;
        foreach (double mean in joint.Parts.Mean) writer.Write(mean);
        writer.Write(joint.Parts.Directions.Length);
        foreach (double direction in joint.Parts.Directions) writer.Write(direction);
        writer.Write(joint.Error);
        writer.Write(joint.Deviation.Between);
        writer.Write(joint.Deviation.ChanceAtOne);
    }

    /// <exception cref="InvalidDataException">A count that <see cref="Write"/> does not produce.</exception>
    public static JointBaseline? Read(BinaryReader reader)
    {
        int columns = reader.ReadInt32();
        if (columns == 0) return null;
        Require(columns is >= 3 and <= RankScores.MostFeatures);
        double[] mean = new double[columns];
        for (int i = 0; i < columns; i++) mean[i] = reader.ReadDouble();
        int count = reader.ReadInt32();
        Require(count > 0 && count < columns * columns && count % columns == 0);
        double[] directions = new double[count];
        for (int i = 0; i < count; i++) directions[i] = reader.ReadDouble();
        double error = reader.ReadDouble();
        Require(error > 0);
        return new JointBaseline(
            new PrincipalParts(mean, directions), error, new EstimatorDeviation("joint", reader.ReadDouble(), reader.ReadDouble()));
    }

    private static void Require(bool holds)
    {
        if (!holds) throw new InvalidDataException("expected features that go together as they are written");
    }
}
