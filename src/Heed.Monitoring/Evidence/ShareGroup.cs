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
    private readonly PaneShares _pane;
    private readonly double _meanInflation;

    public ShareGroup(ShareVariation variation, PaneShares pane)
    {
        _variation = variation;
        _pane = pane;
        int count = variation.Count;
        RecentSuccesses = new float[count];
        RecentTrials = new float[count];
        RecentExpected = new float[count];
        double sum = 0;
        foreach (double inflation in variation.Inflations) sum += inflation;
        _meanInflation = count == 0 ? 1 : sum / count;
    }

    public ShareVariation Variation => _variation;

    /// <summary>Of the newest pane, until another group of the model takes it.</summary>
    public Span<double> Successes => _pane.Successes.AsSpan(0, _variation.Count);

    public Span<double> Trials => _pane.Trials.AsSpan(0, _variation.Count);

    /// <summary>Of the same hours of earlier weeks, for <see cref="ExpectAsEarlier"/>.</summary>
    public Span<double> EarlierSuccesses => _pane.EarlierSuccesses.AsSpan(0, _variation.Count);

    public Span<double> EarlierTrials => _pane.EarlierTrials.AsSpan(0, _variation.Count);

    /// <summary>The share at the pane's hour and kind of day.</summary>
    public Span<double> Expected => _pane.Expected.AsSpan(0, _variation.Count);

    /// <summary>The smallest expected share at that hour over both kinds of day: a holiday is like a weekend.</summary>
    public Span<double> Least => _pane.Least.AsSpan(0, _variation.Count);

    public Span<double> Most => _pane.Most.AsSpan(0, _variation.Count);

    public float[] RecentSuccesses { get; }

    public float[] RecentTrials { get; }

    /// <summary>Successes that were expected of the recent trials.</summary>
    public float[] RecentExpected { get; }

    /// <summary>Recent trials that count as independent.</summary>
    public double RecentIndependent(int component) => RecentTrials[component] / _variation.Inflations[component];

    /// <summary>After <see cref="Successes"/> and <see cref="Trials"/> were set.</summary>
    /// <param name="cell">The pane's hour of the week.</param>
    public void Expect(int cell)
    {
        if (_variation.Seasons.Length == 0)
        {
            _variation.Shares.CopyTo(Expected);
            _variation.Shares.CopyTo(Least);
            _variation.Shares.CopyTo(Most);
            return;
        }

        Span<double> expected = Expected;
        Span<double> least = Least;
        Span<double> most = Most;
        int count = expected.Length;
        ReadOnlySpan<float> own = _variation.Seasons.AsSpan(cell * count, count);
        ReadOnlySpan<float> other = _variation.Seasons.AsSpan((cell + 24) % ShareVariation.Cells * count, count);
        for (int c = 0; c < count; c++)
        {
            expected[c] = own[c];
            least[c] = Math.Min(own[c], other[c]);
            most[c] = Math.Max(own[c], other[c]);
        }
    }

    /// <summary>
    /// Moves what is expected to what the same hours of earlier weeks had. For weeks that were not seen the baseline stands in; the fewer
    /// records all of them have, the wider the range in which nothing has changed.
    /// </summary>
    /// <param name="seen">Weeks that <see cref="PaneShares.EarlierTrials"/> are of; above 0.</param>
    /// <param name="wanted">Weeks that are looked back on.</param>
    public void ExpectAsEarlier(int seen, int wanted)
    {
        for (int c = 0; c < _variation.Count; c++)
        {
            double trials = _pane.EarlierTrials[c];
            double stand = 1 + (trials * (wanted - seen) / seen);
            double before = _pane.Expected[c];
            double share = (_pane.EarlierSuccesses[c] + (stand * before)) / (trials + stand);
            double error = Math.Sqrt(_variation.Inflations[c] * share * (1 - share) / (trials + stand));
            double wider = Math.Max(0, ShareEvidence.ErrorsTolerated * (error - _variation.Errors[c]));

            // Both kinds of day differ as in the baseline, around what is usual now.
            _pane.Expected[c] = share;
            _pane.Least[c] += share - before - wider;
            _pane.Most[c] += share - before + wider;
        }
    }

    /// <summary>The same for records of several hours.</summary>
    /// <param name="cells">How many records of each hour of the week; of none, the pane's hour is expected.</param>
    public void Expect(ReadOnlySpan<long> cells, int cell)
    {
        long total = 0;
        foreach (long count in cells) total += count;
        Expect(cell);
        if (_variation.Seasons.Length == 0 || total <= 0) return;
        int components = Expected.Length;
        for (int c = 0; c < components; c++)
        {
            (double own, double other) = (0, 0);
            for (int i = 0; i < cells.Length; i++)
            {
                if (cells[i] == 0) continue;
                own += cells[i] * _variation.Seasons[(i * components) + c];
                other += cells[i] * _variation.Seasons[((i + 24) % ShareVariation.Cells * components) + c];
            }

            (Expected[c], Least[c], Most[c]) = (own / total, Math.Min(own, other) / total, Math.Max(own, other) / total);
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

    /// <summary>Takes the pane alone for the newest records: what came before a change says nothing of its size.</summary>
    public void BeginAnew()
    {
        for (int c = 0; c < RecentTrials.Length; c++)
        {
            RecentSuccesses[c] = (float)Successes[c];
            RecentTrials[c] = (float)Trials[c];
            RecentExpected[c] = (float)(Trials[c] * Expected[c]);
        }
    }

    /// <summary>Adds the pane to the newest records.</summary>
    public void Remember()
    {
        double most = 0;
        Span<double> successes = Successes;
        Span<double> trials = Trials;
        Span<double> expected = Expected;
        foreach (double n in trials) most = Math.Max(most, n);
        double kept = Math.Exp(-most / (_meanInflation * RecentTrialsKept));
        for (int c = 0; c < trials.Length; c++)
        {
            RecentSuccesses[c] = (float)((kept * RecentSuccesses[c]) + successes[c]);
            RecentTrials[c] = (float)((kept * RecentTrials[c]) + trials[c]);
            RecentExpected[c] = (float)((kept * RecentExpected[c]) + (trials[c] * expected[c]));
        }
    }

    public void Save(BinaryWriter writer)
    {
        foreach (float x in RecentSuccesses) writer.Write(x);
        foreach (float x in RecentTrials) writer.Write(x);
        foreach (float x in RecentExpected) writer.Write(x);
    }

    public void Load(BinaryReader reader)
    {
        for (int i = 0; i < RecentSuccesses.Length; i++) RecentSuccesses[i] = reader.ReadSingle();
        for (int i = 0; i < RecentTrials.Length; i++) RecentTrials[i] = reader.ReadSingle();
        for (int i = 0; i < RecentExpected.Length; i++) RecentExpected[i] = reader.ReadSingle();
    }
}
