using System.Text.Json;

using Heed.Testing;

namespace Heed.Statistics.Tests.Golden;

/// <summary>Independently computed values, where the shared folder is beside the checkout.</summary>
internal sealed class GoldenVectors
{
    private readonly JsonElement _file;

    private GoldenVectors(JsonElement file) => _file = file;

    public IEnumerable<JsonElement> Cases => _file.GetProperty("cases").EnumerateArray();

    /// <summary>Where the values are: those of another seed where this variable names their folder. Null where there are none.</summary>
    public static string? Folder =>
        Environment.GetEnvironmentVariable("HEED_GOLDEN_VECTORS")
        ?? (RepositoryFiles.Shared is null ? null : Path.Combine(RepositoryFiles.Shared, "vectors", "public"));

    /// <summary>Null where the folder is absent.</summary>
    public static GoldenVectors? Of(string statistic)
    {
        if (Folder is null) return null;
        string path = Path.Combine(Folder, statistic + ".json");
        return File.Exists(path) ? new GoldenVectors(JsonDocument.Parse(File.ReadAllBytes(path)).RootElement) : null;
    }

    public static string Name(JsonElement one) => one.GetProperty("name").GetString()!;

    /// <summary>Whether the case says that there is no number.</summary>
    public static bool IsError(JsonElement one) => one.GetProperty("expected").TryGetProperty("error", out _);

    public static double Number(JsonElement element) => element.ValueKind == JsonValueKind.String
        ? element.GetString() switch { "NaN" => double.NaN, "Infinity" => double.PositiveInfinity, _ => double.NegativeInfinity }
        : element.GetDouble();

    /// <summary>Compares one field with its tolerance; a field that the case does not define agrees with anything.</summary>
    public void Agree(JsonElement one, string field, double actual)
    {
        if (!one.GetProperty("expected").TryGetProperty(field, out JsonElement expected)) return;
        Near(Number(expected), actual, field, $"{Name(one)}.{field}");
    }

    public void AgreeAll(JsonElement one, string field, IReadOnlyList<double> actual)
    {
        if (!one.GetProperty("expected").TryGetProperty(field, out JsonElement expected)) return;
        Assert.Equal(expected.GetArrayLength(), actual.Count);
        for (int i = 0; i < actual.Count; i++) Near(Number(expected[i]), actual[i], field, $"{Name(one)}.{field}[{i}]");
    }

    public static double[] Sample(JsonElement sample)
    {
        if (sample.ValueKind == JsonValueKind.Array) return [.. sample.EnumerateArray().Select(Number)];
        if (sample.TryGetProperty("concat", out JsonElement parts)) return [.. parts.EnumerateArray().SelectMany(Sample)];
        JsonElement generator = sample.GetProperty("generator");
        double[] values = SampleGenerator.Draw(
            generator.GetProperty("dist").GetString()!,
            ulong.Parse(generator.GetProperty("seed").GetString()!),
            generator.GetProperty("n").GetInt32(),
            generator.GetProperty("a").GetDouble(),
            generator.GetProperty("b").GetDouble());
        string order = generator.GetProperty("order").GetString()!;
        if (order != "as_is") Array.Sort(values);
        if (order == "descending") Array.Reverse(values);
        Confirm(sample.GetProperty("check"), values);
        return values;
    }

    /// <summary>A comparison with a generator that is not the vectors' own would prove nothing.</summary>
    private static void Confirm(JsonElement check, double[] values)
    {
        for (int i = 0; i < check.GetProperty("first").GetArrayLength(); i++) Same(Number(check.GetProperty("first")[i]), values[i], 4e-15);
        Same(Number(check.GetProperty("last")), values[^1], 4e-15);
        Same(Number(check.GetProperty("sum")), values.Sum(), 1e-10 + (1e-15 * values.Length));
    }

    private static void Same(double expected, double actual, double relative) =>
        Assert.True(Math.Abs(expected - actual) <= relative * Math.Max(1, Math.Abs(expected)),
            $"generator: expected {expected:R}, found {actual:R}");

    public void Near(double expected, double actual, string field, string where)
    {
        if (expected.Equals(actual)) return;
        JsonElement tolerance = _file.GetProperty("tolerance");
        if (tolerance.TryGetProperty("fields", out JsonElement fields)
            && fields.TryGetProperty(field, out JsonElement own)) tolerance = own;
        double allowed = tolerance.GetProperty("abs").GetDouble() + (tolerance.GetProperty("rel").GetDouble() * Math.Abs(expected));
        Assert.True(Math.Abs(actual - expected) <= allowed, $"{where}: expected {expected:R}, found {actual:R}");
    }
}
