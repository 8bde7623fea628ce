using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Drift;
using Heed.Statistics.Distances;
using Heed.Statistics.Hypothesis;

namespace Heed.Monitoring.Tests.Drift;

public sealed class DriftComparisonTests
{
    private readonly Random _random = new(5);

    [Fact]
    public void A_column_in_another_unit_is_named_with_its_factor()
    {
        object?[] income = [.. DriftTables.Normal(_random, 2000, 50, 10)];
        object?[] cents = [.. DriftTables.Normal(_random, 2000, 5000, 1000)];
        ColumnDrift column = Compare(("income", income), ("income", cents));
        Assert.Equal((DriftVerdict.Drift, DriftReason.Distribution), (column.Verdict, column.Reason));
        Assert.StartsWith("income is 100 times its baseline: median ", column.Sentence, StringComparison.Ordinal);
        Assert.StartsWith("income is its baseline divided by 100", Compare(("income", cents), ("income", income)).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_moved_is_named_with_its_offset()
    {
        ColumnDrift column = Compare(
            ("age", DriftTables.Normal(_random, 5000, 40, 10)), ("age", DriftTables.Normal(_random, 5000, 45, 10)));
        Assert.Matches("^age is higher by (4\\.[6-9]|5\\.[0-4]).*: median ", column.Sentence);
        Assert.InRange(column.Wasserstein!.Value, 4.5, 5.5);
    }

    [Fact]
    public void A_category_that_grew_and_a_new_one_are_named()
    {
        object?[] before = [.. Enumerable.Range(0, 1000).Select(i => i % 4 == 0 ? "a" : "b")];
        ColumnDrift grew = Compare(("city", before), ("city", [.. Enumerable.Range(0, 1000).Select(i => i % 4 == 0 ? "b" : "a")]));
        Assert.Equal("share of \"a\" 25 % → 75 %", grew.Sentence);
        Assert.Equal((0.5, "total_variation"), (grew.Statistic!.Value, grew.StatisticKind));
        ColumnDrift added = Compare(("city", before), ("city", [.. before.Select((v, i) => i % 3 == 0 ? "solar" : v)]));
        Assert.Equal("share of \"solar\" 0 % → 33 %, which the baseline does not have", added.Sentence);
        Assert.Equal(DriftVerdict.Drift, added.Verdict);
    }

    [Fact]
    public void Missing_values_alone_are_drift()
    {
        object?[] before = DriftTables.Normal(_random, 2000);
        object?[] now = [.. DriftTables.Normal(_random, 2000).Select((v, i) => i % 5 == 0 ? null : v)];
        ColumnDrift column = Compare(("x", before), ("x", now));
        Assert.Equal((DriftVerdict.Drift, DriftReason.Missing), (column.Verdict, column.Reason));
        Assert.EndsWith("; missing 0 % → 20 %", column.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_among_numbers_are_drift_and_a_column_of_texts_is_a_changed_type()
    {
        object?[] before = DriftTables.Normal(_random, 1000);
        object?[] some = [.. DriftTables.Normal(_random, 1000).Select((v, i) => i % 5 == 0 ? "n/a" : v)];
        ColumnDrift column = Compare(("x", before), ("x", some));
        Assert.Equal((FeatureKind.Number, DriftReason.Invalid), (column.Kind, column.Reason));
        DriftReport all = Report(("x", before), ("x", [.. before.Select(_ => (object?)"n/a")]));
        Assert.Equal(["x was a number and is a category"], all.TypeChanges);
        Assert.Equal(DriftVerdict.Drift, all.Verdict);
    }

    [Fact]
    public void A_column_that_is_gone_is_drift_and_a_new_one_is_told()
    {
        object?[] same = [.. Enumerable.Range(0, 100).Select(i => (object?)(double)i)];
        TableProfile baseline = DriftTables.Of("b", ("a", same), ("old", same));
        TableProfile current = DriftTables.Of("c", ("a", same), ("fresh", same));
        DriftReport report = DriftComparison.Compare(baseline, current, new DriftOptions());
        Assert.Equal((DriftVerdict.Drift, "old", "fresh"), (report.Verdict, Assert.Single(report.Gone), Assert.Single(report.New)));
        Assert.Equal("none of 1 columns drifts, 1 of the baseline is gone", report.Sentence);
    }

    [Fact]
    public void Columns_that_changed_places_are_found()
    {
        object?[] a = DriftTables.Normal(_random, 1000, 10);
        object?[] b = DriftTables.Normal(_random, 1000, 50, 4);
        object?[] c = DriftTables.Zipf(_random, 1000, 5);
        object?[] d = [.. c.Select(v => "x" + v)];
        DriftReport report = DriftComparison.Compare(
            DriftTables.Of("b", ("a", a), ("b", b), ("c", c), ("d", d), ("e", a)),
            DriftTables.Of("c", ("a", b), ("b", a), ("c", d), ("d", c), ("e", b)),
            new DriftOptions());
        Assert.Equal([("a", "b"), ("c", "d")], report.Swaps.Select(s => (s.First, s.Second)).Order());
    }

    [Fact]
    public void Few_values_and_constants_are_told()
    {
        object?[] few = [.. Enumerable.Range(0, 29).Select(i => (object?)(double)i)];
        ColumnDrift column = Compare(("x", few), ("x", [.. few.Select(v => (object?)((double)v! + 1000))]));
        Assert.Equal((DriftVerdict.NotEnoughData, DriftReason.FewValues), (column.Verdict, column.Reason));
        object?[] moving = DriftTables.Normal(_random, 500, 5);
        ColumnDrift frozen = Compare(("x", moving), ("x", [.. moving.Select(_ => (object?)5.0)]));
        Assert.Equal(["constant in the current table"], frozen.Notes);
        Assert.StartsWith("x is always 5; ", frozen.Sentence, StringComparison.Ordinal);
        ColumnDrift nothing = Compare(("x", [.. few.Select(_ => (object?)null)]), ("x", [.. few.Select(_ => (object?)null)]));
        Assert.Equal("no value on either side", nothing.Sentence);
    }

    [Fact]
    public void A_change_that_is_significant_and_small_is_quiet()
    {
        ColumnDrift column = Compare(("x", DriftTables.Normal(_random, 20_000)), ("x", DriftTables.Normal(_random, 20_000, 0.12)));
        Assert.Equal((DriftVerdict.Quiet, DriftReason.SmallEffect), (column.Verdict, column.Reason));
        Assert.InRange(column.AdjustedPValue!.Value, 0, 1e-6);
    }

    [Fact]
    public void Figures_are_those_of_the_statistics_that_the_server_uses()
    {
        object?[] before = DriftTables.Normal(_random, 700);
        object?[] now = DriftTables.Normal(_random, 400, 0.4);
        ColumnDrift column = Compare(("x", before), ("x", now));
        double[] x = [.. before.Select(v => (double)v!)];
        double[] y = [.. now.Select(v => (double)v!)];
        KsComparison ks = KolmogorovSmirnov.Compare(x, y);
        Assert.Equal(ks.D, column.Statistic);
        Assert.Equal(KolmogorovSmirnov.PValueStephens(ks), column.PValue);
        Assert.Equal(Wasserstein.Compare(x, y).Distance, column.Wasserstein);
        Assert.Equal(0, column.StatisticError);
    }

    [Fact]
    public void Kinds_are_inferred_as_a_baseline_infers_them()
    {
        foreach (double share in (double[])[0, 0.005, 0.02, 0.5, 1])
        {
            object?[] values = [.. Enumerable.Range(0, 1000).Select(i => i < share * 1000 ? "t" + (i % 3) : (object)(double)(i % 17))];
            BaselineBuilder builder = new(new ModelOptions { Name = "m" });
            foreach (object? value in values)
            {
                if (value is double number) builder.AddFeatureNumber("x", number);
                else builder.AddFeatureText("x", (string)value!);
                builder.EndPrediction(new BaselinePrediction(default, null, double.NaN, "a", double.NaN, double.NaN));
            }

            FeatureBaseline feature = builder.Build().Value.Features[0];
            ColumnDrift column = Compare(("x", values), ("x", values));
            Assert.Equal(feature.Kind, column.Kind);
            Assert.Equal(feature.ValueCount, column.Baseline.Values);
            if (feature.Kind == FeatureKind.Category) Assert.Equal(feature.Categories.Order(), column.Distribution.Categories.Order());
        }
    }

    [Fact]
    public void Only_the_segment_and_the_columns_that_were_asked_for_are_compared()
    {
        object?[] region = [.. Enumerable.Range(0, 400).Select(i => i % 2 == 0 ? "eu" : "us")];
        object?[] x = [.. Enumerable.Range(0, 400).Select(i => (object?)(double)(i % 2))];
        TableSelection eu = new() { SegmentColumn = "region", SegmentValue = "eu", Excluded = ["y"] };
        TableProfile profile = DriftTables.Of("b", eu, ("region", region), ("x", x), ("y", x));
        Assert.Equal((200L, "x"), (profile.Rows, Assert.Single(profile.Columns).Name));
        Assert.Equal((0.0, 0.0), (profile.Columns[0].Numbers.Minimum, profile.Columns[0].Numbers.Maximum));
    }

    private static ColumnDrift Compare((string Name, object?[] Values) baseline, (string Name, object?[] Values) current) =>
        Assert.Single(Report(baseline, current).Columns);

    private static DriftReport Report((string Name, object?[] Values) baseline, (string Name, object?[] Values) current) =>
        DriftComparison.Compare(DriftTables.Of("b", baseline), DriftTables.Of("c", current), new DriftOptions());
}
