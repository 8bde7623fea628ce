using Heed.Monitoring.Baselines;

namespace Heed.Monitoring.Evidence;

/// <summary>
/// The components of one group of counts: of the newest pane, what the baseline expects of it, and the newest records, in which a record
/// weighs less the more came after it.
/// </summary>
internal sealed class ShareGroup
{
    // Independent records after which a record weighs 1/e: enough for a share to within some points, few enough to be of now.
    private const double RecentTrialsKept = 200;

    private readonly ShareVariation _variation;
    private readonly double _meanInflation;

    public ShareGroup(ShareVariation variation)
    {
        _variation = variation;
        int count = variation.Count;
        Successes = new double[count];
        Trials = new double[count];
        Expected = new double[count];
        Least = new double[count];
        Most = new double[count];
        RecentSuccesses = new double[count];
        RecentTrials = new double[count];
        RecentExpected = new double[count];
        double sum = 0;
        foreach (double inflation in variation.Inflations) sum += inflation;
        _meanInflation = count == 0 ? 1 : sum / count;
    }

    public ShareVariation Variation => _variation;

    /// <summary>Of the newest pane.</summary>
    public double[] Successes { get; }

    public double[] Trials { get; }

    /// <summary>The share at the pane's hour and kind of day.</summary>
    public double[] Expected { get; }

    /// <summary>The smallest expected share at that hour over both kinds of day: a holiday is like a weekend.</summary>
    public double[] Least { get; }

    public double[] Most { get; }

    public double[] RecentSuccesses { get; }

    public double[] RecentTrials { get; }

    /// <summary>Successes that were expected of the recent trials.</summary>
    public double[] RecentExpected { get; }

    /// <summary>Recent trials that count as independent.</summary>
    public double RecentIndependent(int component) => RecentTrials[component] / _variation.Inflations[component];

    /// <summary>After <see cref="Successes"/> and <see cref="Trials"/> were set.</summary>
    /// <param name="cell">The pane's hour of the week.</param>
    public void Expect(int cell)
    {
        if (_variation.Seasons.Length == 0)
        {
            _variation.Shares.CopyTo(Expected, 0);
            _variation.Shares.CopyTo(Least, 0);
            _variation.Shares.CopyTo(Most, 0);
            return;
        }

        int count = Expected.Length;
        ReadOnlySpan<float> own = _variation.Seasons.AsSpan(cell * count, count);
        ReadOnlySpan<float> other = _variation.Seasons.AsSpan((cell + 24) % ShareVariation.Cells * count, count);
        for (int c = 0; c < count; c++)
        {
            Expected[c] = own[c];
            Least[c] = Math.Min(own[c], other[c]);
            Most[c] = Math.Max(own[c], other[c]);
        }
    }

    /// <summary>Variance of the pane's share over the binomial one.</summary>
    public double InflationOf(int component)
    {
        // Below the size of the baseline's blocks the ratio stays; above it the variance does not fall as that of independent records.
        double larger = Math.Max(1, Trials[component] / Math.Max(1, _variation.BlockTrials));
        double floor = _variation.Floors[component];
        return floor + ((_variation.Inflations[component] - floor) * larger);
    }

    /// <summary>Adds the pane to the newest records.</summary>
    public void Remember()
    {
        double most = 0;
        foreach (double trials in Trials) most = Math.Max(most, trials);
        double kept = Math.Exp(-most / (_meanInflation * RecentTrialsKept));
        for (int c = 0; c < Trials.Length; c++)
        {
            RecentSuccesses[c] = (kept * RecentSuccesses[c]) + Successes[c];
            RecentTrials[c] = (kept * RecentTrials[c]) + Trials[c];
            RecentExpected[c] = (kept * RecentExpected[c]) + (Trials[c] * Expected[c]);
        }
    }

    public void Save(BinaryWriter writer)
    {
        foreach (double x in RecentSuccesses) writer.Write(x);
        foreach (double x in RecentTrials) writer.Write(x);
        foreach (double x in RecentExpected) writer.Write(x);
    }

    public void Load(BinaryReader reader)
    {
        for (int i = 0; i < RecentSuccesses.Length; i++) RecentSuccesses[i] = reader.ReadDouble();
        for (int i = 0; i < RecentTrials.Length; i++) RecentTrials[i] = reader.ReadDouble();
        for (int i = 0; i < RecentExpected.Length; i++) RecentExpected[i] = reader.ReadDouble();
    }
}
