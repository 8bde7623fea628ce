using System.Text;

using Heed.Model.Records;

namespace Heed.Model.Tests;

public sealed class RecordTests
{
    [Fact]
    public void A_name_is_found_by_its_bytes_with_any_hint()
    {
        Utf8Names names = new(["income", "région", "", "age"]);
        for (int hint = -1; hint <= names.Count; hint++)
        {
            for (int i = 0; i < names.Count; i++) Assert.Equal(i, names.Find(Encoding.UTF8.GetBytes(names.Names[i]), hint));
            Assert.Equal(-1, names.Find("incom"u8, hint));
            Assert.Equal(-1, names.Find("incomes"u8, hint));
        }

        Assert.Equal("région", Encoding.UTF8.GetString(names.Utf8(1)));
    }

    [Fact]
    public void Many_names_are_each_found()
    {
        string[] all = [.. Enumerable.Range(0, 5000).Select(i => $"feature_{i}")];
        Utf8Names names = new(all);

        Assert.All(Enumerable.Range(0, all.Length), i => Assert.Equal(i, names.Find(Encoding.UTF8.GetBytes(all[i]))));
        Assert.Equal(-1, names.Find("feature_5000"u8));
    }

    [Fact]
    public void A_rollback_leaves_nothing_of_what_came_after_the_mark()
    {
        RecordBatch batch = Batch();
        AddPrediction(batch, "kept", 1);
        RecordBatchMark mark = batch.Mark();
        AddPrediction(batch, "dropped", 2);

        batch.Rollback(mark);

        Assert.Equal(mark, batch.Mark());
        Assert.Equal("kept", Encoding.UTF8.GetString(batch.Text));
        Assert.Equal((1, 2, 1, 1), (batch.Count, batch.Features.Length, batch.Segments.Length, batch.Scores.Length));
    }

    /// <summary>The columns are used again after a rollback: what was rolled back must not shine through.</summary>
    [Fact]
    public void Room_that_is_used_again_is_empty()
    {
        RecordBatch batch = Batch();
        RecordBatchMark mark = batch.Mark();
        AddPrediction(batch, "dropped", 2);
        batch.Rollback(mark);

        Assert.Equal(FeatureState.Absent, batch.AddFeatures(2, out int start)[1].State);
        Assert.Equal(default, batch.AddSegments(1, out _)[0]);
        Assert.Equal(0, start);
    }

    [Fact]
    public void Columns_grow_and_keep_what_they_hold()
    {
        RecordBatch batch = Batch();
        for (int i = 0; i < 5000; i++) AddPrediction(batch, $"r{i}", i);

        Assert.Equal(5000, batch.Count);
        for (int i = 0; i < batch.Count; i++)
        {
            ref EventRecord record = ref batch.Records[i];
            Assert.Equal($"r{i}", batch.String(batch.SegmentsOf(record)[0]));
            Assert.Equal(i, batch.FeaturesOf(record)[1].Number);
            Assert.Equal(i, batch.ScoresOf(record)[0].Score);
        }

        batch.Clear();
        Assert.Equal(default, batch.Mark());
    }

    [Fact]
    public void Text_room_that_was_not_used_is_given_back()
    {
        RecordBatch batch = Batch();
        "ab"u8.CopyTo(batch.AddTextSpan(100, out int start));
        batch.TrimText(start + 2);

        Assert.Equal("ab", Encoding.UTF8.GetString(batch.Text));
    }

    [Fact]
    public void A_model_is_found_by_its_name()
    {
        SchemaRegistry models = Batch().Models;

        Assert.Equal(0, models.Find("m"u8));
        Assert.Equal(-1, models.Find("n"u8));
    }

    private static RecordBatch Batch()
    {
        FeatureSchema[] features = [new("a", FeatureKind.Number, new Utf8Names([])), new("b", FeatureKind.Number, new Utf8Names([]))];
        return new RecordBatch(new SchemaRegistry([new ModelSchema("m", ModelType.Regression, features, [], ["s"])]));
    }

    private static void AddPrediction(RecordBatch batch, string text, double value)
    {
        EventRecord record = new() { Kind = RecordKind.Prediction, ScoreStart = batch.ScoreCount, ScoreCount = 1 };
        batch.AddFeatures(2, out record.FeatureStart)[1] = FeatureValue.OfNumber(value);
        batch.AddSegments(1, out record.SegmentStart)[0] = batch.AddText(Encoding.UTF8.GetBytes(text));
        batch.AddScore(new ClassScore(default, value));
        batch.Add(record);
    }
}
