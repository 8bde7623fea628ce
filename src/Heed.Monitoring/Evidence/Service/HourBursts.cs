using Heed.Monitoring.Baselines;

namespace Heed.Monitoring.Evidence.Service;

/// <summary>
/// How requests lie within an hour, by hour of weekdays and of weekends: the variance of the counts of five minutes over their mean. A job that
/// sends all of an hour's requests within ten minutes makes the other fifty no outage.
/// </summary>
internal sealed class HourBursts
{
    private const int Stretches = 12;

    // Twelve Poisson counts pass this once in a thousand hours (χ² of 11 degrees of freedom over 11).
    private const double Chance = 3;
    private const double Newest = 0.5;

    private readonly int[] _counts = new int[Stretches];
    private readonly float[] _bursts = new float[ShareVariation.Cells];

    public double Of(int cell) => Math.Max(1, _bursts[cell]);

    public void Add(long timeMs, long requests)
    {
        ref int count = ref _counts[timeMs / RequestRing.StretchMs % Stretches];
        count = (int)Math.Min(int.MaxValue, count + requests);
    }

    /// <summary>Takes the hour that was added; the first of a cell counts whole, later ones half.</summary>
    public void Learn(int cell)
    {
        double mean = 0;
        foreach (int count in _counts) mean += count / (double)Stretches;
        double sum = 0;
        foreach (int count in _counts) sum += (count - mean) * (count - mean);
        double burst = mean > 0 ? sum / (mean * (Stretches - 1)) : 1;
        if (burst < Chance) burst = 1;
        _bursts[cell] = (float)(_bursts[cell] == 0 ? burst : ((1 - Newest) * _bursts[cell]) + (Newest * burst));
    }

    public void Clear() => Array.Clear(_counts);

    public void Save(BinaryWriter writer)
    {
        foreach (int count in _counts) writer.Write(count);
        foreach (float burst in _bursts) writer.Write(burst);
    }

    public void Load(BinaryReader reader)
    {
        for (int i = 0; i < _counts.Length; i++) _counts[i] = reader.ReadInt32();
        for (int i = 0; i < _bursts.Length; i++) _bursts[i] = reader.ReadSingle();
    }
}
