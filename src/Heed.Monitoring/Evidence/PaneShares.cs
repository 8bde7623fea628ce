namespace Heed.Monitoring.Evidence;

/// <summary>Room for the components of one group in the newest pane. The groups of a model use it in turn: a group is done before the next.</summary>
internal sealed class PaneShares(int components)
{
    public double[] Successes { get; } = new double[components];

    public double[] Trials { get; } = new double[components];

    /// <summary>Of the same hours of earlier weeks.</summary>
    public double[] EarlierSuccesses { get; } = new double[components];

    public double[] EarlierTrials { get; } = new double[components];

    public double[] Expected { get; } = new double[components];

    public double[] Least { get; } = new double[components];

    public double[] Most { get; } = new double[components];
}
