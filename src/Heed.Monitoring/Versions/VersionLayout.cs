using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Outcomes;

namespace Heed.Monitoring.Versions;

/// <summary>
/// Where the counts of a version stand: each feature that has a cell, its cells first and then <see cref="Specials"/> for what is no
/// value; last the answers, by the baseline's bins of numbers where it has them, else by its classes.
/// </summary>
internal sealed class VersionLayout
{
    /// <summary>Rare or unseen categories, not finite, invalid and missing values.</summary>
    private const int Specials = FeatureCells.Missing - FeatureCells.OtherCategory + 1;

    private readonly int[] _starts;
    private readonly double[] _answerEdges;
    private readonly int _classes;

    public VersionLayout(Baseline baseline, int features)
    {
        _starts = new int[features + 1];
        for (int i = 0; i < features; i++) _starts[i + 1] = _starts[i] + ValuesOf(baseline.Features[i]) + Specials;
        AnswerStart = _starts[^1];
        _answerEdges = baseline.Answers.Numbers?.BinEdges ?? [];
        _classes = baseline.Type == ModelType.Regression || _answerEdges.Length > 0 ? 0 : baseline.Answers.Classes.Count;

        // Of numbers below, each bin, above; of classes each, then all others.
        Length = AnswerStart + (_answerEdges.Length > 0 ? _answerEdges.Length + 1 : _classes > 0 ? _classes + 1 : 0);
    }

    /// <summary>Features that have cells.</summary>
    public int Features => _starts.Length - 1;

    public int AnswerStart { get; }

    /// <summary>All counts.</summary>
    public int Length { get; }

    public int StartOf(int feature) => _starts[feature];

    public int WidthOf(int feature) => _starts[feature + 1] - _starts[feature];

    public int PlaceOf(int feature, byte cell) => cell >= FeatureCells.OtherCategory
        ? _starts[feature + 1] - Specials + (cell - FeatureCells.OtherCategory)
        : _starts[feature] + cell;

    /// <summary>−1 where the record has no such answer.</summary>
    public int AnswerPlaceOf(double number, int position)
    {
        if (_answerEdges.Length > 0) return double.IsFinite(number) ? AnswerStart + FeatureRows.BinOf(number, _answerEdges) : -1;
        if (_classes == 0 || position < 0) return -1;
        return AnswerStart + Math.Min(position, _classes);
    }

    private static int ValuesOf(FeatureBaseline feature) =>
        feature.Numbers is { } numbers ? numbers.BinEdges.Length + 1 : Math.Min(feature.Categories.Count, FeatureCells.OtherCategory);
}
