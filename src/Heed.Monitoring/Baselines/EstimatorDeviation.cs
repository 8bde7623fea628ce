namespace Heed.Monitoring.Baselines;

/// <summary>
/// How far an estimate of quality without labels was from the truth on blocks of the baseline that it had not seen.
/// </summary>
/// <param name="Metric">As <see cref="QualityBaseline.Metric"/>.</param>
/// <param name="Between">The deviation that is left when a block is infinitely long, in the metric's unit.</param>
/// <param name="ChanceAtOne">The deviation of the truth itself by chance, for one record: divided by √n for n of them.</param>
public sealed record EstimatorDeviation(string Metric, double Between, double ChanceAtOne)
{
    /// <summary>Of estimate less truth over <paramref name="n"/> records.</summary>
    public double At(double n) => Math.Sqrt((Between * Between) + (ChanceAtOne * ChanceAtOne / n));
}
