using System.Text;

using Heed.Model.Records;
using Heed.Monitoring.Rankings;
using Heed.Statistics.Quantiles;

namespace Heed.Monitoring.Baselines;

/// <summary>The payload of a baseline file, field by field, little-endian. Equal baselines give equal bytes.</summary>
internal static class BaselineContent
{
    public static byte[] Write(Baseline baseline)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream, Encoding.UTF8);
        writer.Write(baseline.Model);
        writer.Write((byte)baseline.Type);
        writer.Write(baseline.Records);
        writer.Write(baseline.LabelledRecords);
        WriteTime(writer, baseline.FromMs);
        WriteTime(writer, baseline.ToMs);
        WriteList(writer, baseline.Features, WriteFeature);
        WriteList(writer, baseline.Ignored, static (w, text) => w.Write(text));
        WriteList(writer, baseline.SegmentKeys, static (w, text) => w.Write(text));
        WriteAnswers(writer, baseline.Answers);
        WriteList(writer, baseline.Quality, WriteQuality);
        writer.Write(baseline.Latency.N);
        writer.Write(baseline.Latency.P50Seconds);
        writer.Write(baseline.Latency.P95Seconds);
        writer.Write(baseline.Latency.P99Seconds);
        VariationContent.Write(writer, baseline.Variation);
        WriteList(writer, baseline.Notes, static (w, text) => w.Write(text));
        EstimationContent.Write(writer, baseline.Estimation);
        JointContent.Write(writer, baseline.Joint);
        EmbeddingContent.Write(writer, baseline.Embedding);
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Null where a length, count or order is not one that <see cref="Write"/> produces.</summary>
    public static Baseline? Read(byte[] payload)
    {
        using BinaryReader reader = new(new MemoryStream(payload, writable: false), Encoding.UTF8);
        try
        {
            Baseline baseline = ReadBaseline(reader);
            return reader.BaseStream.Position == payload.Length ? baseline : null;
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or InvalidDataException or ArgumentException)
        {
            return null;
        }
    }

    private static Baseline ReadBaseline(BinaryReader reader) => new()
    {
        Model = reader.ReadString(),
        Type = ReadEnum<ModelType>(reader, (byte)ModelType.Ranking),
        Records = reader.ReadInt64(),
        LabelledRecords = reader.ReadInt64(),
        FromMs = ReadTime(reader),
        ToMs = ReadTime(reader),
        Features = ReadList(reader, ReadFeature),
        Ignored = ReadList(reader, static r => r.ReadString()),
        SegmentKeys = ReadList(reader, static r => r.ReadString()),
        Answers = ReadAnswers(reader),
        Quality = ReadList(reader, ReadQuality),
        Latency = new LatencyBaseline(reader.ReadInt64(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble()),
        Variation = VariationContent.Read(reader),
        Notes = ReadList(reader, static r => r.ReadString()),
        Estimation = EstimationContent.Read(reader),
        Joint = JointContent.Read(reader),
        Embedding = EmbeddingContent.Read(reader),
    };

    private static void WriteFeature(BinaryWriter writer, FeatureBaseline feature)
    {
        writer.Write(feature.Name);
        writer.Write((byte)feature.Kind);
        writer.Write(feature.MissingCount);
        writer.Write(feature.NotFiniteCount);
        writer.Write(feature.InvalidCount);
        writer.Write(feature.OtherCount);
        writer.Write(feature.RangeMin);
        writer.Write(feature.RangeMax);
        WriteList(writer, feature.Categories, static (w, text) => w.Write(text));
        WriteList(writer, feature.CategoryCounts, static (w, count) => w.Write(count));
        WriteNumbers(writer, feature.Numbers);
        WriteList(writer, feature.Notes, static (w, text) => w.Write(text));
    }

    private static FeatureBaseline ReadFeature(BinaryReader reader)
    {
        FeatureBaseline feature = new()
        {
            Name = reader.ReadString(),
            Kind = ReadEnum<FeatureKind>(reader, (byte)FeatureKind.Category),
            MissingCount = reader.ReadInt64(),
            NotFiniteCount = reader.ReadInt64(),
            InvalidCount = reader.ReadInt64(),
            OtherCount = reader.ReadInt64(),
            RangeMin = reader.ReadDouble(),
            RangeMax = reader.ReadDouble(),
            Categories = ReadList(reader, static r => r.ReadString()),
            CategoryCounts = ReadList(reader, static r => r.ReadInt64()),
            Numbers = ReadNumbers(reader),
            Notes = ReadList(reader, static r => r.ReadString()),
        };
        Require(feature.Categories.Count == feature.CategoryCounts.Count);
        Require((feature.Kind == FeatureKind.Number) == (feature.Numbers is not null));
        return feature;
    }

    private static void WriteAnswers(BinaryWriter writer, AnswerBaseline answers)
    {
        WriteList(writer, answers.Classes, static (w, text) => w.Write(text));
        WriteList(writer, answers.ClassCounts, static (w, count) => w.Write(count));
        writer.Write(answers.OtherCount);
        writer.Write(answers.PositiveClass is not null);
        writer.Write(answers.PositiveClass ?? "");
        WriteNumbers(writer, answers.Numbers);
        WriteList(writer, answers.ConfidenceCounts, static (w, count) => w.Write(count));
        WriteArray(writer, answers.Items.Keys, static (w, key) => w.Write(key));
        foreach (float popularity in answers.Items.Popularities) writer.Write(popularity);
    }

    private static AnswerBaseline ReadAnswers(BinaryReader reader)
    {
        IReadOnlyList<string> classes = ReadList(reader, static r => r.ReadString());
        IReadOnlyList<long> counts = ReadList(reader, static r => r.ReadInt64());
        long other = reader.ReadInt64();
        bool positive = reader.ReadBoolean();
        string positiveClass = reader.ReadString();
        NumberSummary? numbers = ReadNumbers(reader);
        IReadOnlyList<long> confidence = ReadList(reader, static r => r.ReadInt64());
        uint[] items = ReadList(reader, static r => r.ReadUInt32());
        float[] popularities = new float[items.Length];
        for (int i = 0; i < items.Length; i++) popularities[i] = reader.ReadSingle();
        Require(classes.Count == counts.Count && confidence.Count == Confidence.Bins);
        for (int i = 1; i < items.Length; i++) Require(items[i] > items[i - 1]);
        return new AnswerBaseline
        {
            Classes = classes,
            ClassCounts = counts,
            OtherCount = other,
            PositiveClass = positive ? positiveClass : null,
            Numbers = numbers,
            ConfidenceCounts = confidence,
            Items = new ItemPopularity(items, popularities),
        };
    }

    private static void WriteQuality(BinaryWriter writer, QualityBaseline quality)
    {
        writer.Write(quality.Metric);
        writer.Write(quality.SegmentKey);
        writer.Write(quality.SegmentValue);
        writer.Write(quality.N);
        writer.Write(quality.Value);
        writer.Write(quality.Lower);
        writer.Write(quality.Upper);
    }

    private static QualityBaseline ReadQuality(BinaryReader reader) => new(
        reader.ReadString(),
        reader.ReadString(),
        reader.ReadString(),
        reader.ReadInt64(),
        reader.ReadDouble(),
        reader.ReadDouble(),
        reader.ReadDouble());

    private static void WriteNumbers(BinaryWriter writer, NumberSummary? numbers)
    {
        writer.Write(numbers is not null);
        if (numbers is null) return;
        writer.Write(numbers.Ecdf.Total);
        WriteArray(writer, numbers.Ecdf.Knots, static (w, x) => w.Write(x));
        (int[] below, int[] upTo) = numbers.Ecdf.ToCumulative();
        WriteArray<int>(writer, below, static (w, x) => w.Write(x));
        WriteArray<int>(writer, upTo, static (w, x) => w.Write(x));
        WriteArray<double>(writer, numbers.BinEdges, static (w, x) => w.Write(x));
        WriteArray<long>(writer, numbers.BinCounts, static (w, x) => w.Write(x));
        WriteArray<double>(writer, numbers.DisplayEdges, static (w, x) => w.Write(x));
        WriteArray<long>(writer, numbers.DisplayCounts, static (w, x) => w.Write(x));
    }

    private static NumberSummary? ReadNumbers(BinaryReader reader)
    {
        if (!reader.ReadBoolean()) return null;
        int total = reader.ReadInt32();
        double[] knots = ReadList(reader, static r => r.ReadDouble());
        int[] below = ReadList(reader, static r => r.ReadInt32());
        int[] upTo = ReadList(reader, static r => r.ReadInt32());
        double[] binEdges = ReadList(reader, static r => r.ReadDouble());
        long[] binCounts = ReadList(reader, static r => r.ReadInt64());
        double[] displayEdges = ReadList(reader, static r => r.ReadDouble());
        long[] displayCounts = ReadList(reader, static r => r.ReadInt64());
        EcdfSummary? ecdf = EcdfSummary.FromParts(knots, below, upTo, total);
        Require(ecdf is not null && binEdges.Length > 0 && displayEdges.Length > 0);
        Require(binCounts.Length == binEdges.Length + 1 && displayCounts.Length == displayEdges.Length + 1);
        return new NumberSummary(ecdf!, binEdges, binCounts, displayEdges, displayCounts);
    }

    private static void WriteTime(BinaryWriter writer, long? timeMs)
    {
        writer.Write(timeMs is not null);
        writer.Write(timeMs ?? 0);
    }

    private static long? ReadTime(BinaryReader reader)
    {
        bool known = reader.ReadBoolean();
        long timeMs = reader.ReadInt64();
        return known ? timeMs : null;
    }

    internal static void WriteList<T>(BinaryWriter writer, IReadOnlyList<T> items, Action<BinaryWriter, T> write)
    {
        writer.Write(items.Count);
        foreach (T item in items) write(writer, item);
    }

    internal static void WriteArray<T>(BinaryWriter writer, ReadOnlySpan<T> items, Action<BinaryWriter, T> write)
    {
        writer.Write(items.Length);
        foreach (T item in items) write(writer, item);
    }

    internal static T[] ReadList<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        int count = reader.ReadInt32();

        // Every item takes at least a byte: a larger count is damage, and must not become an allocation.
        Require(count >= 0 && count <= reader.BaseStream.Length - reader.BaseStream.Position);
        T[] items = new T[count];
        for (int i = 0; i < count; i++) items[i] = read(reader);
        return items;
    }

    private static T ReadEnum<T>(BinaryReader reader, byte last)
        where T : struct, Enum
    {
        byte value = reader.ReadByte();
        Require(value <= last);
        return (T)Enum.ToObject(typeof(T), value);
    }

    internal static void Require(bool holds)
    {
        if (!holds) throw new InvalidDataException("expected contents that agree with each other");
    }
}
