namespace Heed.Monitoring.Baselines;

/// <summary>The probability that a model gives to its own answer.</summary>
internal static class Confidence
{
    public const int Bins = 10;

    /// <summary>
    /// The score of the answered class by name where <c>scores</c> has it; else <c>score</c> for the positive class and its
    /// complement for the other one. NaN where neither is there or the number is no probability.
    /// </summary>
    /// <param name="positive">Whether the answer is the positive class; null where there is no such class.</param>
    public static double Of(double score, double chosenScore, bool? positive)
    {
        double value = chosenScore;
        if (double.IsNaN(value)) value = positive switch { true => score, false => 1 - score, null => score };
        return value is >= 0 and <= 1 ? value : double.NaN;
    }

    /// <summary>The bin of width 0.1, of which the last is closed; -1 for NaN.</summary>
    public static int BinOf(double confidence)
    {
        if (double.IsNaN(confidence)) return -1;
        int bin = 0;
        while (bin < Bins - 1 && confidence >= (bin + 1) / 10.0) bin++;
        return bin;
    }
}
