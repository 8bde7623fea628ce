namespace Heed.Monitoring.Evidence;

/// <summary>
/// The newest finite values of each number feature. The features' values of one record lie side by side: as long as none is missing, a
/// record is written to one place of memory.
/// </summary>
/// <param name="features">How many.</param>
internal sealed class NewestValues(int features)
{
    // Evidence takes some thirty records at least: the newest of them came after the change began.
    private const int Kept = 31;
    private const int Least = 9;

    private readonly double[] _values = new double[Kept * features];

    /// <summary>By feature: how many have come, and from <see cref="Kept"/> on where the next one goes.</summary>
    private readonly byte[] _seen = new byte[features];

    /// <param name="feature">Its number.</param>
    /// <param name="value">Finite.</param>
    public void Add(int feature, double value)
    {
        int seen = _seen[feature];
        _values[((seen < Kept ? seen : seen - Kept) * _seen.Length) + feature] = value;
        _seen[feature] = (byte)(seen + 1 == 2 * Kept ? Kept : seen + 1);
    }

    /// <summary>NaN where there are too few values.</summary>
    public double Median(int feature)
    {
        int count = Math.Min((int)_seen[feature], Kept);
        if (count < Least) return double.NaN;
        Span<double> sorted = stackalloc double[Kept];
        sorted = sorted[..count];
        for (int i = 0; i < count; i++) sorted[i] = _values[(i * _seen.Length) + feature];
        sorted.Sort();
        return sorted[count / 2];
    }

    public void Save(BinaryWriter writer)
    {
        for (int feature = 0; feature < _seen.Length; feature++)
        {
            writer.Write((int)_seen[feature]);
            for (int i = 0; i < Kept; i++) writer.Write(_values[(i * _seen.Length) + feature]);
        }
    }

    public void Load(BinaryReader reader)
    {
        for (int feature = 0; feature < _seen.Length; feature++)
        {
            _seen[feature] = (byte)reader.ReadInt32();
            for (int i = 0; i < Kept; i++) _values[(i * _seen.Length) + feature] = reader.ReadDouble();
        }
    }
}
