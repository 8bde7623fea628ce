namespace Heed.Monitoring.Behaviour;

/// <summary>Sums over the hour that is open. A value that is not finite is in no sum.</summary>
internal sealed class HourSums
{
    private const int Means = 4;

    private readonly double[] _sums = new double[Means];
    private readonly long[] _counts = new long[Means];

    public long Requests { get; set; }

    public long Errors { get; set; }

    public long Corrections { get; set; }

    /// <param name="figure">One that is a mean.</param>
    public void Add(HourFigure figure, double value)
    {
        if (!double.IsFinite(value)) return;
        _sums[Place(figure)] += value;
        _counts[Place(figure)]++;
    }

    /// <summary>The row of the hour; NaN where it has nothing to say.</summary>
    /// <param name="row">As many places as there are figures.</param>
    /// <param name="hour">Since the Unix epoch.</param>
    public void Write(Span<double> row, long hour)
    {
        double angle = 2 * Math.PI * (((hour % 24) + 24) % 24) / 24;
        row[(int)HourFigure.Requests] = Math.Log(1 + Requests);
        row[(int)HourFigure.Errors] = (double)Errors / Requests;
        row[(int)HourFigure.Latency] = Mean(HourFigure.Latency);
        row[(int)HourFigure.Confidence] = Mean(HourFigure.Confidence);
        row[(int)HourFigure.Answers] = Mean(HourFigure.Answers);
        row[(int)HourFigure.Corrections] = Requests > 0 ? (double)Corrections / Requests : double.NaN;
        row[(int)HourFigure.Loss] = Mean(HourFigure.Loss);
        row[(int)HourFigure.HourSine] = Math.Sin(angle);
        row[(int)HourFigure.HourCosine] = Math.Cos(angle);
    }

    public void Clear()
    {
        Array.Clear(_sums);
        Array.Clear(_counts);
        Requests = 0;
        Errors = 0;
        Corrections = 0;
    }

    public void Save(BinaryWriter writer)
    {
        foreach (double sum in _sums) writer.Write(sum);
        foreach (long count in _counts) writer.Write(count);
        writer.Write(Requests);
        writer.Write(Errors);
        writer.Write(Corrections);
    }

    public void Load(BinaryReader reader)
    {
        for (int i = 0; i < Means; i++) _sums[i] = reader.ReadDouble();
        for (int i = 0; i < Means; i++) _counts[i] = reader.ReadInt64();
        Requests = reader.ReadInt64();
        Errors = reader.ReadInt64();
        Corrections = reader.ReadInt64();
    }

    private static int Place(HourFigure figure) => figure switch
    {
        HourFigure.Latency => 0,
        HourFigure.Confidence => 1,
        HourFigure.Answers => 2,
        _ => 3,
    };

    private double Mean(HourFigure figure) => _sums[Place(figure)] / _counts[Place(figure)];
}
