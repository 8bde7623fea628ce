using System.Runtime.InteropServices;

using Heed.Model.Records;
using Heed.Monitoring;
using Heed.Monitoring.Baselines;

namespace Heed.Server.Baselines;

/// <summary>Hands the rows of a file to a baseline.</summary>
internal static class BaselineRows
{
    public static void Add(RawRow row, BaselineBuilder builder, ModelOptions options)
    {
        // A file may hold the events of several models.
        if (!row.Model.IsEmpty && row.String(row.Model) != options.Name) return;
        if (row.Kind == RecordKind.Prediction) AddPrediction(row, builder, options);
        else if (row.Kind is RecordKind.Label or RecordKind.Correction && !row.Id.IsEmpty) AddLabel(row, builder);
    }

    private static void AddPrediction(RawRow row, BaselineBuilder builder, ModelOptions options)
    {
        foreach (RawField field in row.Fields)
        {
            string name = row.Columns[field.Column];
            AddFeature(row, field, name, builder);
            if (options.Segments.Contains(name) && !field.Text.IsEmpty) builder.AddSegment(name, row.String(field.Text));
        }

        foreach (RawSegment segment in row.Segments) builder.AddSegment(row.Columns[segment.Column], row.String(segment.Value));
        foreach (ClassScore score in row.Scores) builder.AddScore(row.String(score.Class), score.Score);
        if (row.Embedding.Count > 0) builder.AddEmbedding(CollectionsMarshal.AsSpan(row.Embedding));
        bool isRanked = row.HasItems || (options.Type == ModelType.Ranking && row.Scores.Count > 0 && row.Prediction.IsEmpty);
        string? answer = isRanked ? AddItems(row, builder) : row.Prediction.IsEmpty ? null : row.String(row.Prediction);
        builder.EndPrediction(new BaselinePrediction(Id(row), row.TimeMs, row.LatencySeconds, answer, row.PredictionNumber, row.Score)
        {
            IsRanked = isRanked,
        });
        if (!row.Label.IsEmpty || row.HasLabelItems) AddLabel(row, builder);
    }

    /// <summary>Of a list without items of its own the order is that of the scores, as in events.</summary>
    /// <returns>The first item; null of an empty list.</returns>
    private static string? AddItems(RawRow row, BaselineBuilder builder)
    {
        string[] items = row.HasItems
            ? [.. row.Items.Select(row.String)]
            : [.. row.Scores.OrderByDescending(s => s.Score).Select(s => row.String(s.Class))];
        foreach (string item in items) builder.AddItem(item);
        return items.Length == 0 ? null : items[0];
    }

    private static void AddLabel(RawRow row, BaselineBuilder builder)
    {
        if (row.HasLabelItems) builder.AddLabel(Id(row), [.. row.LabelItems.Select(i => (row.String(i.Class), i.Score))]);
        else builder.AddLabel(Id(row), row.String(row.Label), row.LabelNumber);
    }

    private static void AddFeature(RawRow row, RawField field, string name, BaselineBuilder builder)
    {
        switch (field.Kind)
        {
            case RawFieldKind.Null:
                builder.AddFeatureNull(name);
                break;
            case RawFieldKind.Number:
                builder.AddFeatureNumber(name, field.Number);
                break;
            default:
                builder.AddFeatureText(name, row.String(field.Text));
                break;
        }
    }

    /// <summary>A row of a table that carries its label needs no id of its own: its line will do.</summary>
    private static RecordId Id(RawRow row)
    {
        if (!row.Id.IsEmpty) return RecordId.Of(row.Utf8(row.Id));
        return row.Label.IsEmpty && !row.HasLabelItems ? default : RecordId.Of(BitConverter.GetBytes(row.Line));
    }
}
