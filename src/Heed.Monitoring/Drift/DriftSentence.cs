using System.Globalization;

using Heed.Model.Records;
using Heed.Statistics.Quantiles;

namespace Heed.Monitoring.Drift;

/// <summary>Says in words and in the column's own unit what differs from the baseline.</summary>
public static class DriftSentence
{
    /// <summary>A change of a share that is worth a word.</summary>
    private const double NotableChange = 0.01;

    /// <summary>Twice the share of the baseline's own values that lies beyond its 5th, or its 95th, percentile.</summary>
    private const double NotableTail = 0.10;

    private const int LongestName = 40;

    internal static string Of(ColumnEvidence evidence, DriftVerdict verdict)
    {
        string sentence = evidence.BaselineValues == 0 || evidence.CurrentValues == 0 ? Empty(evidence)
            : evidence.Kind == FeatureKind.Number ? Number(evidence, verdict) : Category(evidence);
        if (Math.Abs(evidence.MissingChange) >= NotableChange)
        {
            sentence += Text($"; missing {Percent(Missing(evidence.Baseline))} → {Percent(Missing(evidence.Current))}");
        }

        if (evidence.InvalidChange >= NotableChange) sentence += Text($"; {Percent(evidence.InvalidChange)} more rows hold a text instead of a number");
        return sentence;
    }

    public static string Percent(double share)
    {
        double percent = share * 100;
        if (percent is > 0 and < 0.1) return "below 0.1 %";
        return percent is > 0 and < 10 ? Text($"{percent:0.#} %") : Text($"{percent:0} %");
    }

    /// <summary>Four digits, or all before the decimal point.</summary>
    public static string Figure(double value) =>
        Math.Abs(value) is >= 1000 and < 1e9 ? value.ToString("#,0", CultureInfo.InvariantCulture) : Text($"{value:G4}");

    private static double Missing(ColumnProfile profile) => ColumnEvidence.Share(profile.Missing, profile.Rows);

    private static string Empty(ColumnEvidence evidence) => (evidence.BaselineValues, evidence.CurrentValues) switch
    {
        (0, 0) => "no value on either side",
        (0, _) => "no value in the baseline",
        _ => "no value any more",
    };

    private static string Number(ColumnEvidence evidence, DriftVerdict verdict)
    {
        RankedSample before = evidence.Baseline.Numbers;
        RankedSample now = evidence.Current.Numbers;
        string medians = Text($"median {Figure(before.Quantile(50, 100))} → {Figure(now.Quantile(50, 100))}");
        if (verdict != DriftVerdict.Drift) return medians;
        if (now.Minimum == now.Maximum && before.Minimum < before.Maximum) return Text($"{evidence.Baseline.Name} is always {Figure(now.Minimum)}; {medians}");
        if (UnitChange.FactorOf(before, now) is { } factor)
        {
            string times = factor >= 1 ? Text($"{Figure(factor)} times its baseline") : Text($"its baseline divided by {Figure(1 / factor)}");
            return Text($"{evidence.Baseline.Name} is {times}: {medians}");
        }

        if (UnitChange.OffsetOf(before, now) is { } offset && offset != 0)
        {
            return Text($"{evidence.Baseline.Name} is {(offset > 0 ? "higher" : "lower")} by {Figure(Math.Abs(offset))}: {medians}");
        }

        return medians + Tails(before, now);
    }

    private static string Tails(RankedSample before, RankedSample now)
    {
        double below = ShareBelow(now.Values, before.Quantile(5, 100));
        double above = ShareBelow(Negated(now.Values), -before.Quantile(95, 100));
        string words = "";
        if (above > NotableTail) words += Text($"; {Percent(above)} of values lie above the baseline's 95th percentile");
        if (below > NotableTail) words += Text($"; {Percent(below)} of values lie below the baseline's 5th percentile");
        return words;
    }

    private static double[] Negated(double[] sorted)
    {
        double[] negated = new double[sorted.Length];
        for (int i = 0; i < sorted.Length; i++) negated[i] = -sorted[sorted.Length - 1 - i];
        return negated;
    }

    private static double ShareBelow(double[] sorted, double value)
    {
        int at = 0;
        while (at < sorted.Length && sorted[at] < value) at++;
        return at / (double)sorted.Length;
    }

    private static string Category(ColumnEvidence evidence)
    {
        CategoryTable table = evidence.Categories!;
        int most = 0;
        for (int i = 1; i < table.Baseline.Length; i++)
        {
            if (Math.Abs(Change(i)) > Math.Abs(Change(most))) most = i;
        }

        string name = most < table.Names.Length ? $"\"{Shortened(table.Names[most])}\"" : "rare categories";
        string shares = Text($"share of {name} {Percent(Before(most))} → {Percent(Now(most))}");
        return table.Baseline[most] == 0 && table.Current[most] > 0 ? shares + ", which the baseline does not have" : shares;

        double Before(int i) => table.Baseline[i] / (double)evidence.BaselineValues;
        double Now(int i) => table.Current[i] / (double)evidence.CurrentValues;
        double Change(int i) => Now(i) - Before(i);
    }

    private static string Shortened(string name) => name.Length <= LongestName ? name : name[..LongestName] + "…";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
