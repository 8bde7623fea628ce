using Heed.Model.Labels;
using Heed.Model.Records;

namespace Heed.Monitoring.Reviews;

/// <summary>
/// Chooses predictions for review, each with a known chance. Strata are the combinations of segment values, predicted class and band
/// of confidence. One half of the share goes to all predictions alike, the other half to the strata alike, three times as much to those
/// of low confidence: so rare and unsure ones are seen. The chance hangs on earlier records alone, and the choice on the id and the
/// seed: a weight of 1 / chance keeps every mean unbiased, and a replay chooses the same.
/// </summary>
internal sealed class ReviewSampler(double share, double lowConfidence, ulong seed)
{
    /// <summary>Later combinations share one stratum.</summary>
    public const int MostStrata = 256;

    private const double LowConfidenceWeight = 3;
    private const double MuchMore = 1.5;

    /// <summary>Counts are halved beyond it, so that the chances follow the traffic of now.</summary>
    private const double MostCounted = 100_000;

    private readonly Dictionary<ulong, int> _positions = [];
    private readonly List<(double Count, double Weight)> _strata = [];
    private double _counted;
    private double _weights;

    /// <summary>The chance of a prediction, and whether it is chosen.</summary>
    public (double Chance, bool IsChosen, ReviewReason Reason) Choose(
        RecordId id, ReadOnlySpan<ushort> segments, int predictedClass, double confidence)
    {
        int band = BandOf(confidence);
        int position = StratumOf(segments, predictedClass, band);
        (double count, double weight) = _strata[position];
        double evenly = (_counted + 1) * weight / ((count + 1) * _weights);
        double chance = Math.Min(1, share * (0.5 + (0.5 * evenly)));
        _strata[position] = (count + 1, weight);
        if (++_counted >= MostCounted) Halve();
        StableHash hash = new(seed);
        hash.Add(id.High);
        hash.Add(id.Low);
        double uniform = (hash.ToUInt64() >> 11) * (1.0 / (1UL << 53));
        ReviewReason reason = band == 0 ? ReviewReason.LowConfidence : chance > MuchMore * share ? ReviewReason.Rare : ReviewReason.Random;
        return (chance, uniform < chance, reason);
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_positions.Count);
        foreach ((ulong key, int position) in _positions.OrderBy(p => p.Value))
        {
            writer.Write(key);
            writer.Write(position);
        }

        writer.Write(_strata.Count);
        foreach ((double count, double weight) in _strata)
        {
            writer.Write(count);
            writer.Write(weight);
        }

        writer.Write(_counted);
    }

    public void Load(BinaryReader reader)
    {
        _positions.Clear();
        _strata.Clear();
        for (int left = reader.ReadInt32(); left > 0; left--) _positions.Add(reader.ReadUInt64(), reader.ReadInt32());
        for (int left = reader.ReadInt32(); left > 0; left--) _strata.Add((reader.ReadDouble(), reader.ReadDouble()));
        _counted = reader.ReadDouble();
        _weights = _strata.Sum(s => s.Weight);
    }

    /// <summary>Low, middle, high, and unknown confidence.</summary>
    private int BandOf(double confidence)
    {
        if (double.IsNaN(confidence)) return 3;
        if (confidence < lowConfidence) return 0;
        return confidence < (1 + lowConfidence) / 2 ? 1 : 2;
    }

    private int StratumOf(ReadOnlySpan<ushort> segments, int predictedClass, int band)
    {
        StableHash hash = new(0);
        foreach (ushort segment in segments) hash.Add(segment);
        hash.Add((ulong)predictedClass);
        hash.Add((ulong)band);
        ulong key = _positions.Count < MostStrata || _positions.ContainsKey(hash.ToUInt64()) ? hash.ToUInt64() : 0;
        if (_positions.TryGetValue(key, out int position)) return position;
        position = _strata.Count;
        double weight = band == 0 ? LowConfidenceWeight : 1;
        _positions.Add(key, position);
        _strata.Add((0, weight));
        _weights += weight;
        return position;
    }

    private void Halve()
    {
        for (int i = 0; i < _strata.Count; i++) _strata[i] = (_strata[i].Count / 2, _strata[i].Weight);
        _counted /= 2;
    }
}
