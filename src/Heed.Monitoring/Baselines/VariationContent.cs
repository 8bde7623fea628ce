using Heed.Monitoring.Evidence;

namespace Heed.Monitoring.Baselines;

/// <summary>The section of a baseline file that says how the baseline varies. See docs/formats/baseline.md.</summary>
internal static class VariationContent
{
    public static void Write(BinaryWriter writer, BaselineVariation variation)
    {
        writer.Write(variation.HasTimes);
        writer.Write(variation.Blocks);
        writer.Write(variation.Days);
        writer.Write(variation.LargeError);
        writer.Write(variation.PoorRanking);
        BaselineContent.WriteList(writer, variation.Features, WriteShares);
        WriteShares(writer, variation.Classes);
        WriteShares(writer, variation.Score);
        WriteShares(writer, variation.Confidence);
        WriteShares(writer, variation.Outcomes);
        BaselineContent.WriteList(writer, variation.SegmentOutcomes, WriteOutcomes);
    }

    public static BaselineVariation Read(BinaryReader reader)
    {
        (bool hasTimes, int blocks, int days, double largeError) =
            (reader.ReadBoolean(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadDouble());
        return new BaselineVariation
        {
            PoorRanking = reader.ReadDouble(),
            HasTimes = hasTimes,
            Blocks = blocks,
            Days = days,
            LargeError = largeError,
            Features = BaselineContent.ReadList(reader, ReadShares),
            Classes = ReadShares(reader),
            Score = ReadShares(reader),
            Confidence = ReadShares(reader),
            Outcomes = ReadShares(reader),
            SegmentOutcomes = BaselineContent.ReadList(reader, ReadOutcomes),
        };
    }

    public static void WriteShares(BinaryWriter writer, ShareVariation shares)
    {
        writer.Write(shares.BlockTrials);
        BaselineContent.WriteArray<long>(writer, shares.Trials, static (w, x) => w.Write(x));
        foreach (double[] figures in new[] { shares.Shares, shares.Errors, shares.Inflations, shares.DaySpreads, shares.Floors })
        {
            foreach (double figure in figures) writer.Write((float)figure);
        }

        BaselineContent.WriteArray<float>(writer, shares.Seasons, static (w, x) => w.Write(x));
    }

    public static ShareVariation ReadShares(BinaryReader reader)
    {
        double blockTrials = reader.ReadDouble();
        long[] trials = BaselineContent.ReadList(reader, static r => r.ReadInt64());
        ShareVariation shares = new()
        {
            BlockTrials = blockTrials,
            Trials = trials,
            Shares = ReadFigures(reader, trials.Length),
            Errors = ReadFigures(reader, trials.Length),
            Inflations = ReadFigures(reader, trials.Length),
            DaySpreads = ReadFigures(reader, trials.Length),
            Floors = ReadFigures(reader, trials.Length),
            Seasons = BaselineContent.ReadList(reader, static r => r.ReadSingle()),
        };
        BaselineContent.Require(shares.Seasons.Length == 0 || shares.Seasons.Length == trials.Length * ShareVariation.Cells);
        foreach (double share in shares.Shares) BaselineContent.Require(share is > 0 and < 1);
        foreach (double inflation in shares.Inflations) BaselineContent.Require(inflation is > 0 and < double.PositiveInfinity);
        return shares;
    }

    private static double[] ReadFigures(BinaryReader reader, int count)
    {
        double[] figures = new double[count];
        for (int i = 0; i < count; i++) figures[i] = reader.ReadSingle();
        return figures;
    }

    private static void WriteOutcomes(BinaryWriter writer, OutcomeCounts outcomes)
    {
        writer.Write(outcomes.Labelled);
        writer.Write(outcomes.Wrong);
        writer.Write(outcomes.Over);
    }

    private static OutcomeCounts ReadOutcomes(BinaryReader reader) => new(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
}
