namespace Heed.Statistics.Quality;

/// <summary>
/// Counts of predictions by true and predicted class, and what follows from them. The classes are the sorted union of both sides, text in
/// ordinal order. Every ratio 0/0 is 0. Averages: macro over the union of classes, weighted by true records, micro over all records (equal
/// to accuracy). Source: textbook; the correlation of several classes is J. Gorodkin's, Computational Biology and Chemistry 28 (2004) 367.
/// See docs/statistics/quality.md.
/// </summary>
public sealed class ConfusionMatrix<TLabel>
    where TLabel : notnull
{
    private readonly long[] _cells;
    private readonly TLabel[] _labels;

    private ConfusionMatrix(TLabel[] labels, long[] cells)
    {
        _labels = labels;
        _cells = cells;
        foreach (long cell in cells) Total += cell;
    }

    /// <summary>Ascending.</summary>
    public ReadOnlySpan<TLabel> Labels => _labels;

    public long Total { get; }

    public double Accuracy => Correct / (double)Total;

    private long Correct
    {
        get
        {
            long sum = 0;
            for (int k = 0; k < _labels.Length; k++) sum += this[k, k];
            return sum;
        }
    }

    /// <summary>Records of the class at <paramref name="actual"/> that were predicted as the one at <paramref name="predicted"/>.</summary>
    public long this[int actual, int predicted] => _cells[(actual * _labels.Length) + predicted];

    /// <summary>Null where the spans are empty or differ in length; the reason is given.</summary>
    public static ConfusionMatrix<TLabel>? Of(ReadOnlySpan<TLabel> actual, ReadOnlySpan<TLabel> predicted, out Refusal refusal)
    {
        refusal = actual.Length != predicted.Length ? Refusal.LengthMismatch : actual.IsEmpty ? Refusal.EmptySample : Refusal.None;
        if (refusal != Refusal.None) return null;
        Dictionary<TLabel, int> places = [];
        foreach (TLabel label in actual) places.TryAdd(label, 0);
        foreach (TLabel label in predicted) places.TryAdd(label, 0);
        TLabel[] labels = [.. places.Keys];
        Array.Sort(labels, typeof(TLabel) == typeof(string) ? (IComparer<TLabel>)StringComparer.Ordinal : Comparer<TLabel>.Default);
        for (int i = 0; i < labels.Length; i++) places[labels[i]] = i;
        long[] cells = new long[labels.Length * labels.Length];
        for (int i = 0; i < actual.Length; i++) cells[(places[actual[i]] * labels.Length) + places[predicted[i]]]++;
        return new ConfusionMatrix<TLabel>(labels, cells);
    }

    /// <summary>Precision, recall and F1 of one class.</summary>
    public ClassScores Of(int label)
    {
        long hits = this[label, label];
        long actual = 0;
        long predicted = 0;
        for (int k = 0; k < _labels.Length; k++)
        {
            actual += this[label, k];
            predicted += this[k, label];
        }

        return ClassScores.Of(hits, actual, predicted);
    }

    /// <summary>The plain mean over the classes.</summary>
    public ClassScores Macro => Mean(weighted: false);

    /// <summary>The mean over the classes, each by its true records.</summary>
    public ClassScores Weighted => Mean(weighted: true);

    /// <summary>Over all records: three times the accuracy.</summary>
    public ClassScores Micro => ClassScores.Of(Correct, Total, Total);

    /// <summary>The mean recall over the classes that truly occur.</summary>
    public double BalancedAccuracy
    {
        get
        {
            double sum = 0;
            int present = 0;
            for (int k = 0; k < _labels.Length; k++)
            {
                ClassScores scores = Of(k);
                sum += scores.Recall;
                present += scores.Actual > 0 ? 1 : 0;
            }

            return sum / present;
        }
    }

    /// <summary>Gorodkin's correlation, −1 to 1; 0 where a side has one class only.</summary>
    public double MatthewsCorrelation
    {
        get
        {
            (double chance, double actualSquares, double predictedSquares) = Margins();
            double n = Total;
            double room = Math.Sqrt((n * n) - actualSquares) * Math.Sqrt((n * n) - predictedSquares);
            return room == 0 ? 0 : ((n * Correct) - chance) / room;
        }
    }

    /// <summary>Cohen's κ: agreement beyond chance; 0 where chance alone agrees always.</summary>
    public double CohenKappa
    {
        get
        {
            double chance = Margins().Chance;
            double n = Total;
            double room = (n * n) - chance;
            return room == 0 ? 0 : ((n * Correct) - chance) / room;
        }
    }

    private ClassScores Mean(bool weighted)
    {
        double precision = 0;
        double recall = 0;
        double f1 = 0;
        double weights = weighted ? Total : _labels.Length;
        for (int k = 0; k < _labels.Length; k++)
        {
            ClassScores scores = Of(k);
            double weight = (weighted ? scores.Actual : 1) / weights;
            precision += weight * scores.Precision;
            recall += weight * scores.Recall;
            f1 += weight * scores.F1;
        }

        return new ClassScores(precision, recall, f1, Total);
    }

    private (double Chance, double ActualSquares, double PredictedSquares) Margins()
    {
        double chance = 0;
        double actualSquares = 0;
        double predictedSquares = 0;
        for (int i = 0; i < _labels.Length; i++)
        {
            double actual = 0;
            double predicted = 0;
            for (int k = 0; k < _labels.Length; k++)
            {
                actual += this[i, k];
                predicted += this[k, i];
            }

            chance += actual * predicted;
            actualSquares += actual * actual;
            predictedSquares += predicted * predicted;
        }

        return (chance, actualSquares, predictedSquares);
    }
}
