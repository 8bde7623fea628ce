using Heed.Monitoring.Evidence;

namespace Heed.Monitoring.Baselines;

/// <summary>Successes and trials of every component in every block of a baseline.</summary>
internal sealed class ShareTable(int blocks, int components, int distribution)
{
    public int Blocks => blocks;

    public int Components => components;

    /// <summary>The first components, which are of the distribution.</summary>
    public int Distribution => distribution;

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
