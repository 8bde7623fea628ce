using System.Text;

using Heed.Model.Parsing;
using Heed.Model.Records;
using Heed.Monitoring.Baselines;

namespace Heed.Monitoring.Tests;

public sealed class BaselineTests
{
    private static readonly ModelOptions Options = new() { Name = "m", Segments = ["region"] };

    [Fact]
    public void A_file_gives_back_the_same_baseline()
    {
        Baseline baseline = Models.Classifier(Options);
        byte[] file = Bytes(baseline);
        Baseline loaded = Baseline.Load(new MemoryStream(file)).Value;
        Assert.Equal(baseline.Version, loaded.Version);
        Assert.Equal(file.Length, loaded.SizeBytes);
        Assert.Equal(file, Bytes(loaded));
        Assert.Equal(baseline.Describe().Select(d => d.ToString()), loaded.Describe().Select(d => d.ToString()));
        Assert.Equal(12, baseline.Version.Length);
        Assert.NotEqual(baseline.Version, Models.Classifier(Options, 2999).Version);
    }

    [Fact]
    public void A_damaged_file_is_refused_wherever_the_damage_is()
    {
        byte[] file = Bytes(Models.Classifier(Options, 100));
        for (int at = 0; at < file.Length; at += 1 + (file.Length / 300))
        {
            byte[] damaged = [.. file];
            damaged[at] ^= 0x10;
            Assert.False(Baseline.Load(new MemoryStream(damaged)).IsSuccess);
            Assert.False(Baseline.Load(new MemoryStream(file[..at])).IsSuccess);
        }

        ParseResult<Baseline> text = Baseline.Load(new MemoryStream(Encoding.UTF8.GetBytes("type,model,prediction and more")));
        Assert.Equal("the baseline file does not begin with HEEDBL", text.Error!.Message);
    }

    [Fact]
    public void Kinds_are_inferred_and_what_is_odd_is_said()
    {
        ModelOptions options = Options with
        {
            ClassLimit = 3,
            Features = new Dictionary<string, FeatureOptions> { ["zip"] = new() { Kind = FeatureKind.Category }, ["secret"] = new() { Ignore = true } },
        };
        BaselineBuilder builder = new(options);
        for (int i = 0; i < 1000; i++)
        {
            builder.AddFeatureNumber("number", i);
            if (i == 500) builder.AddFeatureText("nearly", "n/a");
            else builder.AddFeatureNumber("nearly", i);
            if (i % 2 == 0) builder.AddFeatureNumber("mixed", i % 4);
            else builder.AddFeatureText("mixed", "high");
            builder.AddFeatureNumber("zip", 10_000 + (i % 5));
            builder.AddFeatureText("secret", "x");
            builder.AddFeatureNumber("constant", 7);
            if (i % 10 == 0) builder.AddFeatureNull("holes");
            else if (i % 10 > 1) builder.AddFeatureNumber("holes", double.IsEvenInteger(i) ? i : double.NaN);
            builder.EndPrediction(Answer(i % 3 == 0 ? "a" : i % 3 == 1 ? "b" : "c", double.NaN));
        }

        Baseline baseline = builder.Build().Value;
        Assert.Equal(ModelType.Multiclass, baseline.Type);
        Assert.Equal(["secret"], baseline.Ignored);
        Assert.Equal(["number", "nearly", "mixed", "zip", "constant", "holes"], baseline.Features.Select(f => f.Name));
        Dictionary<string, FeatureBaseline> features = baseline.Features.ToDictionary(f => f.Name);
        Assert.Equal((FeatureKind.Number, 1L), (features["nearly"].Kind, features["nearly"].InvalidCount));
        Assert.Contains("mixed: 999 numbers and 1 texts, taken as a number", features["nearly"].Notes);
        Assert.Equal(["high", "0", "2"], features["mixed"].Categories);
        Assert.Equal((3, 400L), (features["zip"].Categories.Count, features["zip"].OtherCount));
        Assert.Contains("constant", features["constant"].Notes);
        Assert.Equal((200L, 400L), (features["holes"].MissingCount, features["holes"].NotFiniteCount));
        Assert.StartsWith("number: number, 0 to 999, median 500, 5th to 95th percentile ", baseline.Describe()[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_model_answers_is_inferred()
    {
        Assert.Equal(ModelType.Regression, Build(i => Answer($"{i}", i)).Type);
        Assert.Equal(ModelType.Classification, Build(i => Answer($"{i % 2}", i % 2) with { Score = 0.5 }).Type);
        Assert.Equal("no", Build(i => Answer(i % 4 == 0 ? "yes" : "no", double.NaN) with { Score = i % 4 == 0 ? 0.1 : 0.8 }).Answers.PositiveClass);
        Assert.Equal("yes", Build(i => Answer(i % 4 == 0 ? "yes" : "no", double.NaN)).Answers.PositiveClass);
        Assert.Equal("bad", Build(i => Answer(i % 4 == 0 ? "yes" : "no", double.NaN), Options with { PositiveClass = "bad" }).Answers.PositiveClass);
    }

    [Fact]
    public void A_baseline_without_rows_or_answers_is_refused_in_words()
    {
        Assert.Equal("expected at least one prediction, found none", new BaselineBuilder(Options).Build().Error!.Message);
        BaselineBuilder builder = new(Options);
        builder.AddFeatureNumber("x", 1);
        builder.EndPrediction(new BaselinePrediction(default, null, double.NaN, null, double.NaN, double.NaN));
        Assert.Contains("set its type", builder.Build().Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_feature_takes_kilobytes_however_many_rows_there_are()
    {
        Baseline baseline = Models.Classifier(Options with { Segments = [] }, 40_000, 20);
        Assert.InRange(baseline.SizeBytes / 21, 8_000, 12_000);
        Assert.All(baseline.Features.Where(f => f.Kind == FeatureKind.Number), f => Assert.InRange(f.Numbers!.Ecdf.Knots.Length, 500, 512));
    }

    private static Baseline Build(Func<int, BaselinePrediction> row, ModelOptions? options = null)
    {
        BaselineBuilder builder = new(options ?? Options);
        for (int i = 0; i < 100; i++) builder.EndPrediction(row(i));
        return builder.Build().Value;
    }

    private static BaselinePrediction Answer(string text, double number) => new(default, null, double.NaN, text, number, double.NaN);

    private static byte[] Bytes(Baseline baseline)
    {
        MemoryStream stream = new();
        baseline.Save(stream);
        return stream.ToArray();
    }
}
