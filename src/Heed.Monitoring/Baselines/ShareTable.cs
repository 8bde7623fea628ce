using Heed.Monitoring.Evidence;

namespace Heed.Monitoring.Baselines;

/// <summary>Successes and trials of every component in every block of a baseline.</summary>
internal sealed class ShareTable(int blocks, int components, int distribution)
{
    public int Blocks => blocks;

    public int Components => components;

    /// <summary>The first components, which are of the distribution.</summary>
    public int Distribution => distribution;

    /// <summary>
    /// Of each component, the variance of one record over that of a share: 1, and less for a mean of ranks.
    /// </summary>
    public double[] Floors { get; } = [.. Enumerable.Repeat(1.0, components)];

    /// <summary>
    /// Of each component, whether it depends on the same values as the distribution: it then varies in time as that does, though few
    /// successes may not show it. Whether a value is missing or of another type has causes of its own.
    /// </summary>
    public bool[] FollowsValues { get; } = [.. Enumerable.Repeat(true, components)];

    /// <summary>By component, then block.</summary>
    public double[] Successes { get; } = new double[blocks * components];

    /// <summary>By component, then block.</summary>
    public double[] Trials { get; } = new double[blocks * components];

    public ReadOnlySpan<double> SuccessesOf(int component) => Successes.AsSpan(component * blocks, blocks);

    public ReadOnlySpan<double> TrialsOf(int component) => Trials.AsSpan(component * blocks, blocks);

    /// <param name="bins">By block, then bin.</param>
    /// <param name="records">By block.</param>
    public static ShareTable Of(ShareComponents shares, ReadOnlySpan<long> bins, ReadOnlySpan<long> records)
    {
        ShareTable table = new(records.Length, shares.Count, shares.Distribution);
        if (shares.Rank >= 0) table.Floors[shares.Rank] = Math.Clamp(shares.RankVariance / 0.25, 0.01, 1);
        for (int c = shares.Distribution; c < shares.Count && c < shares.Distribution + 2; c++) table.FollowsValues[c] = false;
        int width = bins.Length / records.Length;
        double[] successes = new double[shares.Count];
        double[] trials = new double[shares.Count];
        for (int block = 0; block < records.Length; block++)
        {
            shares.Fill(bins.Slice(block * width, width), records[block], successes, trials);
            for (int c = 0; c < shares.Count; c++)
            {
                table.Successes[(c * table.Blocks) + block] = successes[c];
                table.Trials[(c * table.Blocks) + block] = trials[c];
            }
        }

        return table;
    }
}
