using Heed.Monitoring.Outcomes;

namespace Heed.Monitoring.Estimation;

/// <summary>
/// The absolute error to expect of a prediction: the mean of like rows of the baseline. A mean by the predicted number's decile, times the
/// factors of a few features by their frozen bins, each fitted to what the ones before it left. Factors, because errors are never
/// negative and tend to grow in proportion.
/// </summary>
internal sealed class ErrorModel(double[] answerEdges, IReadOnlyList<ErrorTable> tables)
{
    /// <summary>Features that have factors.</summary>
    public const int MostFeatures = 4;

    /// <summary>Of the predicted number.</summary>
    public ReadOnlySpan<double> AnswerEdges => answerEdges;

    /// <summary>The first one is of the predicted number.</summary>
    public IReadOnlyList<ErrorTable> Tables => tables;

    /// <summary>A cell that the baseline had no rows of changes nothing.</summary>
    /// <param name="answer">The predicted number.</param>
    /// <param name="cells">One a feature, as <see cref="FeatureCells"/> has them.</param>
    public double Predict(double answer, ReadOnlySpan<byte> cells)
    {
        double product = tables[0].At(Math.Min(CellOf(answer), tables[0].Values.Length - 1));
        for (int i = 1; i < tables.Count; i++) product *= tables[i].At(cells[tables[i].Feature]);
        return product;
    }

    /// <summary>How many edges are not above the number; the last bin holds its upper edge.</summary>
    public int CellOf(double answer)
    {
        int cell = 0;
        while (cell < answerEdges.Length && answer >= answerEdges[cell]) cell++;
        return answer == answerEdges[^1] ? cell - 1 : cell;
    }
}
