using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Tests.Quality;

namespace Heed.Monitoring.Tests.Embeddings;

public sealed class EmbeddingTests
{
    private const int Length = 24;

    private static readonly ModelOptions Options = new() { Name = "m", Type = ModelType.Embedding };

    private static readonly Lazy<Baseline> Short = new(() => Encoder.Baseline(Options, Length, null));
    private static readonly Lazy<Baseline> Long = new(() => Encoder.Baseline(Options, 200, null));

    private static readonly float[] Direction = UnitVector(200);

    [Theory]
    [InlineData(Length)]
    [InlineData(200)]
    public void Healthy_days_are_quiet_and_near_the_baseline(int length)
    {
        (double highest, SampleList last) = Run(length, 21, (e, _) => e);
        Assert.InRange(highest, 0, 0.99);
        Assert.InRange(last.Find("ml_embedding_drift", ("method", "cosine"))!.Value, 0, 0.01);
        Assert.InRange(last.Find("ml_embedding_drift", ("method", "mmd"))!.Value, -0.005, 0.005);
        Assert.Equal(0, last.Find("heed_monitoring_invalid_embeddings_total"));
    }

    [Theory]
    [InlineData(Length, "moved")]
    [InlineData(Length, "rotated")]
    [InlineData(Length, "new topic")]
    [InlineData(Length, "another length")]
    [InlineData(Length, "missing")]
    [InlineData(200, "moved")]
    [InlineData(200, "new topic")]
    public void A_changed_encoder_is_shown_within_six_hours(int length, string change)
    {
        (double highest, SampleList last) = Run(length, 1.25, (e, i) => i < 40 * 24 ? e : Changed(e, change, i));
        Assert.InRange(highest, 1, 1000);
        if (change is "missing" or "another length") return;
        double mmd = last.Find("ml_embedding_drift", ("method", "mmd"))!.Value;
        Assert.InRange(mmd, 0.0002, 2);
    }

    [Fact]
    public void Distances_are_those_of_the_means()
    {
        SampleList last = Run(Length, 1, (e, _) => [.. e.Select((x, i) => x + (2 * Direction[i]))]).Last;
        double moved = 2 * Math.Sqrt(Direction.Take(Length).Sum(x => (double)x * x));
        Assert.Equal(moved, last.Find("ml_embedding_drift", ("method", "l2"))!.Value, 0.2);
    }

    [Fact]
    public void An_embedding_of_another_length_is_counted_and_in_no_distance()
    {
        SampleList last = Run(Length, 1, (e, i) => i % 4 == 0 ? [.. e, 1f] : e).Last;
        Assert.Equal(240, last.Find("heed_monitoring_invalid_embeddings_total"));
        Assert.InRange(last.Find("ml_embedding_drift", ("method", "mmd"))!.Value, -0.005, 0.005);
    }

    [Fact]
    public void Few_embeddings_have_no_figure()
    {
        Assert.Null(Run(Length, 199 / 960.0, (e, _) => e).Last.Find("ml_embedding_drift"));
        Assert.NotNull(Run(Length, 200 / 960.0, (e, _) => e).Last.Find("ml_embedding_drift"));
    }

    [Fact]
    public void Rows_with_embeddings_alone_are_an_embedding_model()
    {
        Assert.Equal(ModelType.Embedding, Encoder.Baseline(new ModelOptions { Name = "m" }, 3, null).Type);
        Assert.Equal(ModelType.Classification, Encoder.Baseline(new ModelOptions { Name = "m" }, 3, "a").Type);
    }

    [Theory]
    [InlineData(199, 1, 2, "found 199")]
    [InlineData(300, 0, 2, "found all alike")]
    [InlineData(300, 1, 4097, "found 0")]
    public void Too_few_or_equal_embeddings_are_refused_for_an_embedding_model_and_noted_for_others(
        int rows, int spread, int length, string problem)
    {
        BaselineBuilder embedding = new(Options);
        BaselineBuilder classes = new(Options with { Type = ModelType.Multiclass });
        for (int i = 0; i < rows; i++)
        {
            float[] values = [.. Enumerable.Repeat(1f + (spread * i), length)];
            embedding.AddEmbedding(values);
            embedding.EndPrediction(new BaselinePrediction(default, null, 0.01, null, double.NaN, double.NaN));
            classes.AddEmbedding(values);
            classes.EndPrediction(new BaselinePrediction(default, null, 0.01, "a", double.NaN, double.NaN));
        }

        Assert.Contains(problem, embedding.Build().Error!.Message, StringComparison.Ordinal);
        Baseline noted = classes.Build().Value;
        Assert.Contains(problem, noted.Notes[^1], StringComparison.Ordinal);
        Assert.Equal(0, noted.ToSchema().EmbeddingLength);
    }

    [Fact]
    public void The_file_of_a_baseline_keeps_its_embeddings()
    {
        using MemoryStream stream = new();
        Long.Value.Save(stream);
        Assert.InRange(stream.Length, 1, 64 * 1024);
        stream.Position = 0;
        Baseline again = Baseline.Load(stream).Value;
        Assert.Equal(Long.Value.Version, again.Version);
        Assert.Equal(200, again.ToSchema().EmbeddingLength);
        Assert.Equal(Long.Value.Embedding!.Features, again.Embedding!.Features);
        Assert.Equal(ModelType.Embedding, again.Type);
    }

    [Fact]
    public void A_saved_monitor_goes_on_as_if_it_had_never_stopped()
    {
        Encoder encoder = new(Length, 5);
        ModelMonitor first = new(Options, Short.Value);
        long time = Feed(first, encoder, Encoder.Start, 700, (e, _) => e);
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        first.Save(writer);
        stream.Position = 0;
        ModelMonitor second = new(Options, Short.Value);
        using BinaryReader reader = new(stream);
        Assert.Equal(MonitorLoadOutcome.Loaded, second.Load(reader));
        Encoder twin = new(Length, 6);
        Feed(first, new Encoder(Length, 6), time, 700, (e, _) => e);
        long end = Feed(second, twin, time, 700, (e, _) => e);
        SampleList expected = SampleList.Of(first, end);
        SampleList found = SampleList.Of(second, end);
        Assert.Equal(expected.Samples, found.Samples);
        Assert.NotNull(found.Find("ml_embedding_drift", ("method", "cosine")));
    }

    /// <summary>The highest evidence of all kinds at any hour, and the samples at the end.</summary>
    private static (double Highest, SampleList Last) Run(int length, double days, Func<float[], int, float[]?> change)
    {
        ModelMonitor monitor = new(Options, length == Length ? Short.Value : Long.Value);
        Encoder encoder = new(length, 17);
        int count = (int)(days * 24 * 40);
        double highest = 0;
        long time = Encoder.Start;
        for (int i = 0; i < count; i += 40)
        {
            int from = i;
            time = Feed(monitor, encoder, time, Math.Min(40, count - i), (e, k) => change(e, from + k));
            double? strength = SampleList.Of(monitor, time).Find("ml_drift_evidence", ("kind", "embedding"));
            highest = Math.Max(highest, strength is { } known && !double.IsNaN(known) ? known : 0);
        }

        return (highest, SampleList.Of(monitor, time));
    }

    private static long Feed(ModelMonitor monitor, Encoder encoder, long time, int count, Func<float[], int, float[]?> change)
    {
        EventWriter writer = new(monitor.Schema);
        for (int i = 0; i < count; i++, time += Encoder.HourMs / 40)
        {
            EventRecord record = writer.Prediction("", time, null);
            writer.SetEmbedding(ref record, change(encoder.Next(time), i));
            monitor.Accept(writer.Batch, record, time);
        }

        return time;
    }

    private static float[]? Changed(float[] embedding, string change, int i)
    {
        switch (change)
        {
            case "moved":
                return [.. embedding.Select((x, k) => x + (1.5f * Direction[k]))];
            case "rotated":
                (embedding[0], embedding[1]) = (embedding[1], -embedding[0]);
                return embedding;
            case "new topic":
                Random random = new(i);
                if (random.Next(4) > 0) return embedding;
                return [.. embedding.Select((_, k) => (float)((5 * Direction[k]) + (0.35 * LabelledSets.Normal(random))))];
            case "missing":
                return null;
            default:
                return embedding[1..];
        }
    }

    private static float[] UnitVector(int length)
    {
        Random random = new(3);
        float[] vector = [.. Enumerable.Range(0, length).Select(_ => (float)LabelledSets.Normal(random))];
        float norm = MathF.Sqrt(vector.Sum(x => x * x));
        return [.. vector.Select(x => x / norm * MathF.Sqrt(length / (float)Length))];
    }
}
