using Heed.Monitoring.Baselines;
using Heed.Monitoring.Tests.Quality;

namespace Heed.Monitoring.Tests.Embeddings;

/// <summary>A seeded source of embeddings: three topics in a mix that follows the hour, and noise along every number.</summary>
internal sealed class Encoder(int length, int seed)
{
    public const long HourMs = 3_600_000;

    // A Monday.
    public const long Start = 1_769_990_400_000;
    public const int Days = 14;

    private readonly Random _random = new(seed);
    private readonly float[][] _topics = TopicsOf(length);

    public float[] Next(long timeMs)
    {
        double day = Math.Sin(timeMs / (double)HourMs / 24 * 2 * Math.PI);
        double draw = _random.NextDouble();
        float[] topic = _topics[draw < 0.4 + (0.1 * day) ? 0 : draw < 0.75 ? 1 : 2];
        float[] embedding = new float[length];
        for (int i = 0; i < length; i++) embedding[i] = topic[i] + (float)(0.35 * LabelledSets.Normal(_random));
        return embedding;
    }

    /// <summary>Fourteen days of forty an hour.</summary>
    public static Baseline Baseline(ModelOptions options, int length, string? answer)
    {
        Encoder encoder = new(length, 1);
        BaselineBuilder builder = new(options);
        for (long time = Start - (Days * 24 * HourMs); time < Start; time += HourMs / 40)
        {
            builder.AddEmbedding(encoder.Next(time));
            builder.EndPrediction(new BaselinePrediction(default, time, 0.01, answer, double.NaN, double.NaN));
        }

        return builder.Build().Value;
    }

    private static float[][] TopicsOf(int length)
    {
        Random random = new(99);
        return [.. Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, length).Select(_ => (float)LabelledSets.Normal(random)).ToArray())];
    }
}
