using Heed.Monitoring.Baselines;

namespace Heed.Monitoring.Estimation;

/// <summary>
/// The absolute error to expect of a prediction: the mean of like rows of the baseline. A mean by the predicted number's decile, plus the
/// corrections of a few features by their frozen bins, each fitted to what the ones before it left.
/// </summary>
internal sealed class ErrorModel(double[] answerEdges, IReadOnlyList<ErrorTable> tables)
{
    /// <summary>Features that correct the mean.</summary>
    public const int MostFeatures = 4;

    /// <summary>Of the predicted number.</summary>
    public ReadOnlySpan<double> AnswerEdges => answerEdges;

    /// <summary>The first one is of the predicted number.</summary>
    public IReadOnlyList<ErrorTable> Tables => tables;

    /// <summary>Never below 0. A cell that the baseline had no rows of changes nothing.</summary>
    /// <param name="answer">The predicted number.</param>
    /// <param name="cells">One a feature, as <see cref="FeatureCells"/> has them.</param>
    public double Predict(double answer, ReadOnlySpan<byte> cells)
    {
        double sum = tables[0].At(FeatureCells.CellOf(answer, answerEdges));
        for (int i = 1; i < tables.Count; i++) sum += tables[i].At(cells[tables[i].Feature]);
        return Math.Max(0, sum);
    }
}
