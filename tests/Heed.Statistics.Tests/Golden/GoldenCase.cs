using System.Text;
using System.Text.Json;

namespace Heed.Statistics.Tests.Golden;

/// <summary>One case of the golden values, which knows what of it has been answered.</summary>
internal sealed class GoldenCase(GoldenVectors vectors, string kind, JsonElement one)
{
    private readonly HashSet<string> _answered = [];

    public JsonElement Input => one.GetProperty("input");

    public string Name => $"{kind}/{GoldenVectors.Name(one)}";

    public bool Has(string field) => Input.TryGetProperty(field, out _);

    public double[] Sample(string field) => GoldenVectors.Sample(Input.GetProperty(field));

    public bool[] Flags(string field) => [.. Sample(field).Select(v => v == 1)];

    public int[] Ints(string field) => [.. Sample(field).Select(v => (int)v)];

    public long[] Counts(string field) => [.. Sample(field).Select(v => (long)v)];

    public double Number(string field) => GoldenVectors.Number(Input.GetProperty(field));

    public int Int(string field) => Input.GetProperty(field).GetInt32();

    /// <summary>A matrix row by row, and its columns.</summary>
    public (double[] Flat, int Columns) Matrix(string field)
    {
        if (Has(field + "_flat")) return (Sample(field + "_flat"), Int("columns"));
        double[][] rows = [.. Input.GetProperty(field).EnumerateArray().Select(GoldenVectors.Sample)];
        return ([.. rows.SelectMany(r => r)], rows.Length == 0 ? 0 : rows[0].Length);
    }

    /// <summary>A number that the case expects: a setting of the check, not an answer.</summary>
    public double Expected(string field)
    {
        _answered.Add(field);
        return GoldenVectors.Number(one.GetProperty("expected").GetProperty(field));
    }

    public double[] ExpectedAll(string field)
    {
        _answered.Add(field);
        return GoldenVectors.Sample(one.GetProperty("expected").GetProperty(field));
    }

    public bool Expects(string field) => one.GetProperty("expected").TryGetProperty(field, out _);

    /// <summary>Compares one value; one that the case does not define agrees with anything.</summary>
    public void Answer(string field, double actual)
    {
        _answered.Add(field);
        vectors.Agree(one, field, actual);
    }

    public void Answer(string field, IEnumerable<double> actual)
    {
        _answered.Add(field);
        vectors.AgreeAll(one, field, [.. actual]);
    }

    /// <summary>A matrix in rows against a flat one.</summary>
    public void AnswerRows(string field, IReadOnlyList<double> actual, int columns)
    {
        if (!one.GetProperty("expected").TryGetProperty(field, out JsonElement rows)) return;
        _answered.Add(field);
        Assert.Equal(rows.GetArrayLength() * columns, actual.Count);
        for (int i = 0; i < actual.Count; i++) vectors.Near(GoldenVectors.Number(rows[i / columns][i % columns]), actual[i], field,
            $"{Name}.{field}[{i}]");
    }

    public void AnswerText(string field, IEnumerable<string> actual)
    {
        if (!one.GetProperty("expected").TryGetProperty(field, out JsonElement expected)) return;
        _answered.Add(field);
        IEnumerable<string> texts = expected.ValueKind == JsonValueKind.Array ? expected.EnumerateArray().Select(e => e.ToString())
            : [expected.ToString()];
        Assert.Equal(texts, actual);
    }

    /// <summary>Whether the function refused; its reason and the expected one must agree.</summary>
    public bool Refused(Refusal refusal)
    {
        string? expected = one.GetProperty("expected").TryGetProperty("error", out JsonElement error) ? error.GetString() : null;
        Assert.True(expected == Code(refusal), $"{Name}: expected the error '{expected}', found '{Code(refusal)}'");
        if (expected is not null) _answered.Add("error");
        return refusal != Refusal.None;
    }

    /// <summary>Refusals by exception, where an argument breaks the contract.</summary>
    public bool RefusedByException(Action call)
    {
        if (!one.GetProperty("expected").TryGetProperty("error", out JsonElement error)) return false;
        _answered.Add("error");
        if (error.GetString() != "out_of_range") return false;
        Assert.Throws<ArgumentOutOfRangeException>(call);
        return true;
    }

    /// <summary>Every field that is not informative must have been answered.</summary>
    public void Finish()
    {
        foreach (JsonProperty field in one.GetProperty("expected").EnumerateObject())
        {
            bool informative = field.Name.Contains("_scipy", StringComparison.Ordinal) || field.Name == "auc_sklearn"
                || (kind == "quantile_sketch" && field.Name == "exact");
            Assert.True(informative || _answered.Contains(field.Name), $"{Name}: nothing answers '{field.Name}'");
        }
    }

    private static string? Code(Refusal refusal)
    {
        if (refusal == Refusal.None) return null;
        StringBuilder code = new();
        foreach (char c in refusal.ToString())
        {
            if (char.IsUpper(c) && code.Length > 0) code.Append('_');
            code.Append(char.ToLowerInvariant(c));
        }

        return code.ToString();
    }
}
