using Heed.Statistics.Intervals;

namespace Heed.Monitoring.Quality;

/// <summary>
/// The ten bins of a reliability diagram: how often what was given a probability came true. Of a binary model by the probability of the
/// positive class; of several classes by the confidence in the answer.
/// </summary>
internal sealed class Reliability
{
    private readonly Bin[] _bins = new Bin[ScoreBins.Tenths];

    private Reliability()
    {
    }

    public ReadOnlySpan<Bin> Bins => _bins;

    public long Records
    {
        get
        {
            long sum = 0;
            foreach (Bin bin in _bins) sum += bin.Mass.N;
            return sum;
        }
    }

    /// <param name="tally">Of <see cref="BinaryQuality"/>.</param>
    /// <param name="bins">Of the same.</param>
    public static Reliability OfScores(OutcomeTally tally, ScoreBins bins)
    {
        Reliability reliability = new();
        for (int bin = 0; bin < bins.Count; bin++)
        {
            int tenth = bins.TenthOf(bin);
            for (int kind = 0; kind < 4; kind++)
            {
                reliability._bins[tenth] = reliability._bins[tenth].With(tally.Cells[(bin * 4) + kind], kind >= 2);
            }
        }

        return reliability;
    }

    /// <param name="cells">Right and wrong answers of each tenth of confidence, in turn.</param>
    public static Reliability OfConfidence(ReadOnlySpan<OutcomeCell> cells)
    {
        Reliability reliability = new();
        for (int i = 0; i < cells.Length; i++) reliability._bins[i / 2] = reliability._bins[i / 2].With(cells[i], i % 2 == 0);
        return reliability;
    }

    /// <summary>
    /// The expected calibration error Σ share·|mean probability − share that came true|. Its deviation is that of the shares that came
    /// true. Biased upwards: a calibrated model of few records does not reach 0, so its change against the baseline tells more than its
    /// value.
    /// </summary>
    public Interval Error()
    {
        double weight = 0;
        foreach (Bin bin in _bins) weight += bin.Mass.Weight;
        if (!(weight > 0)) return Interval.None;
        double error = 0;
        double variance = 0;
        foreach (Bin bin in _bins)
        {
            if (bin.Mass.N == 0) continue;
            double share = bin.Mass.Weight / weight;
            error += share * Math.Abs(bin.MeanProbability - bin.Share);
            variance += share * share * bin.Share * (1 - bin.Share) / bin.Mass.Effective;
        }

        return QualityIntervals.Around(error, Math.Sqrt(variance));
    }

    /// <param name="Mass">The records.</param>
    /// <param name="TrueWeight">The weight of those that came true.</param>
    /// <param name="ProbabilitySum">Σ w·probability.</param>
    internal readonly record struct Bin(Mass Mass, double TrueWeight, double ProbabilitySum)
    {
        /// <summary>NaN without records.</summary>
        public double MeanProbability => Mass.N == 0 ? double.NaN : ProbabilitySum / Mass.Weight;

        /// <summary>The share that came true; NaN without records.</summary>
        public double Share => Mass.N == 0 ? double.NaN : Math.Clamp(TrueWeight / Mass.Weight, 0, 1);

        public Bin With(OutcomeCell cell, bool cameTrue) => cell.Mass.N == 0
            ? this
            : new Bin(Mass + cell.Mass, TrueWeight + (cameTrue ? cell.Mass.Weight : 0), ProbabilitySum + cell.ScoreSum);
    }
}
