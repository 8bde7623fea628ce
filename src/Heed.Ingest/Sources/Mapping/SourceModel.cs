using System.Text;
using System.Text.Json;

using Heed.Model.Records;

namespace Heed.Ingest.Sources.Mapping;

/// <summary>A model's schema and mapping, worked out for reading payloads. Immutable and safe for many threads.</summary>
public sealed class SourceModel
{
    private static readonly string[] UsualPredictions =
        ["prediction", "predict", "predicted", "y_pred", "predicted_label", "predicted_class", "label", "class"];

    private static readonly string[] UsualScores =
        ["score", "scores", "probability", "probabilities", "predict_proba", "predict-proba", "y_pred_proba", "predicted_probability"];

    private readonly Utf8Names _known;
    private readonly byte[][] _targets;
    private readonly byte[][] _columns;
    private readonly byte[][] _classes;
    private readonly Utf8Names _predictions;
    private readonly Utf8Names _scores;

    public SourceModel(ModelSchema schema, SourceMapping mapping)
    {
        Schema = schema;
        Mapping = mapping;
        NameJson = Json(schema.Name);
        List<string> own = [.. schema.FeatureNames.Names, .. schema.IgnoredNames.Names, .. schema.SegmentNames.Names];
        Dictionary<string, string> known = own.Distinct(StringComparer.Ordinal).ToDictionary(n => n, n => n, StringComparer.Ordinal);
        foreach ((string from, string to) in mapping.Rename) known[from] = to;
        _known = new Utf8Names(known.Keys);
        _targets = [.. known.Values.Select(Json)];
        ColumnNames = mapping.Columns.Count > 0 ? mapping.Columns : schema.FeatureNames.Names;
        _columns = [.. ColumnNames.Select(Json)];
        _classes = [.. mapping.Classes.Select(Json)];
        PositiveIndex = mapping.PositiveClass is { } positive ? mapping.Classes.ToList().IndexOf(positive) : -1;
        _predictions = new Utf8Names(mapping.Prediction is { } prediction ? [prediction] : UsualPredictions);
        _scores = new Utf8Names(mapping.Score is { } score ? [score] : UsualScores);
    }

    public ModelSchema Schema { get; }

    public SourceMapping Mapping { get; }

    /// <summary>What columns without names are, by position.</summary>
    public IReadOnlyList<string> ColumnNames { get; }

    /// <summary>Texts of JSON with their quotes, by class.</summary>
    internal ReadOnlySpan<byte[]> Classes => _classes;

    /// <summary>Of the positive class among <see cref="Classes"/>, or -1.</summary>
    internal int PositiveIndex { get; }

    internal byte[] NameJson { get; }

    /// <summary>The feature by the position of its column, as a text of JSON.</summary>
    internal ReadOnlySpan<byte> ColumnJson(int position) => _columns[position];

    /// <summary>The feature that a payload's name means, as a text of JSON; empty where no feature, segment or rule of renaming has it.</summary>
    internal ReadOnlySpan<byte> FeatureJson(ReadOnlySpan<byte> name, int hint)
    {
        int found = _known.Find(name, hint);
        return found < 0 ? [] : _targets[found];
    }

    internal bool IsPrediction(ReadOnlySpan<byte> name) => _predictions.Find(name) >= 0;

    internal bool IsScore(ReadOnlySpan<byte> name) => _scores.Find(name) >= 0;

    private static byte[] Json(string text) => Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(text)}\"");
}
