using Heed.Monitoring.Estimation;
using Heed.Monitoring.Outcomes;

namespace Heed.Monitoring.Baselines;

/// <summary>The section of a baseline file that teaches estimating quality without labels: docs/formats/baseline.md.</summary>
internal static class EstimationContent
{
    private const byte Absent = 0;
    private const byte Curve = 1;
    private const byte Errors = 2;
    private const int MostValues = 256;

    public static void Write(BinaryWriter writer, EstimationBaseline? estimation)
    {
        writer.Write(estimation switch { null => Absent, { Curve: not null } => Curve, _ => Errors });
        if (estimation is null) return;
        if (estimation.Curve is { } curve)
        {
            WriteNumbers(writer, curve.Scores);
            WriteNumbers(writer, curve.Shares);
        }
        else
        {
            WriteNumbers(writer, estimation.Errors!.AnswerEdges);
            writer.Write(estimation.Errors.Tables.Count);
            foreach (ErrorTable table in estimation.Errors.Tables)
            {
                writer.Write(table.Feature);
                WriteNumbers(writer, table.Values);
            }
        }

        writer.Write(estimation.Deviations.Count);
        foreach (EstimatorDeviation deviation in estimation.Deviations)
        {
            writer.Write(deviation.Metric);
            writer.Write(deviation.Between);
            writer.Write(deviation.ChanceAtOne);
        }
    }

    /// <exception cref="InvalidDataException">A count or order that <see cref="Write"/> does not produce.</exception>
    public static EstimationBaseline? Read(BinaryReader reader)
    {
        byte kind = reader.ReadByte();
        if (kind == Absent) return null;
        Require(kind is Curve or Errors);
        CalibrationCurve? curve = null;
        ErrorModel? errors = null;
        if (kind == Curve)
        {
            double[] scores = ReadNumbers(reader, CalibrationCurve.MostKnots);
            curve = CalibrationCurve.FromParts(scores, ReadNumbers(reader, CalibrationCurve.MostKnots));
            Require(curve is not null);
        }
        else
        {
            errors = ReadErrors(reader);
        }

        int count = reader.ReadInt32();
        Require(count is >= 0 and < 16);
        EstimatorDeviation[] deviations = new EstimatorDeviation[count];
        for (int i = 0; i < count; i++)
        {
            deviations[i] = new EstimatorDeviation(reader.ReadString(), reader.ReadDouble(), reader.ReadDouble());
        }

        return new EstimationBaseline(curve, errors, deviations);
    }

    private static ErrorModel ReadErrors(BinaryReader reader)
    {
        double[] edges = ReadNumbers(reader, MostValues);
        int count = reader.ReadInt32();
        Require(edges.Length > 0 && count is > 0 and <= ErrorModel.MostFeatures + 1);
        ErrorTable[] tables = new ErrorTable[count];
        for (int i = 0; i < count; i++)
        {
            int feature = reader.ReadInt32();
            Require(i == 0 ? feature == -1 : feature is >= 0 and < OutcomeLayout.MostCells);
            tables[i] = new ErrorTable(feature, ReadNumbers(reader, MostValues));
        }

        return new ErrorModel(edges, tables);
    }

    private static void WriteNumbers(BinaryWriter writer, ReadOnlySpan<double> numbers)
    {
        writer.Write(numbers.Length);
        foreach (double number in numbers) writer.Write(number);
    }

    private static double[] ReadNumbers(BinaryReader reader, int most)
    {
        int count = reader.ReadInt32();
        Require(count >= 0 && count <= most);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) numbers[i] = reader.ReadDouble();
        return numbers;
    }

    private static void Require(bool holds)
    {
        if (!holds) throw new InvalidDataException("expected an estimator as it is written");
    }
}
