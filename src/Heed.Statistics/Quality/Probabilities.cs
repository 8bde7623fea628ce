namespace Heed.Statistics.Quality;

/// <summary>What scores of probabilities have in common.</summary>
public static class Probabilities
{
    /// <summary>
    /// The share of rows whose largest probability, the first of equal ones, is the true class. Refused as <see cref="LogLoss.OfClasses"/>
    /// is.
    /// </summary>
    public static QualityScore ArgmaxAccuracy(ReadOnlySpan<int> actual, ReadOnlySpan<double> probabilities, int classes)
    {
        Refusal refusal = CheckClasses(actual, probabilities, classes);
        if (refusal != Refusal.None) return QualityScore.Refused(refusal);
        long right = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            right += System.Numerics.Tensors.TensorPrimitives.IndexOfMax(probabilities.Slice(i * classes, classes)) == actual[i] ? 1 : 0;
        }

        return new QualityScore(right / (double)actual.Length);
    }

    internal static Refusal Check(int rows, ReadOnlySpan<double> probabilities)
    {
        if (rows != probabilities.Length) return Refusal.LengthMismatch;
        if (rows == 0) return Refusal.EmptySample;
        foreach (double p in probabilities)
        {
            if (!(p >= 0 && p <= 1)) return double.IsNaN(p) ? Refusal.NonFinite : Refusal.OutOfRange;
        }

        return Refusal.None;
    }

    internal static Refusal CheckClasses(ReadOnlySpan<int> actual, ReadOnlySpan<double> probabilities, int classes)
    {
        if (classes < 1 || probabilities.Length != (long)actual.Length * classes) return Refusal.LengthMismatch;
        foreach (int label in actual)
        {
            if ((uint)label >= (uint)classes) return Refusal.OutOfRange;
        }

        return Check(probabilities.Length, probabilities);
    }
}
