namespace Heed.Load;

/// <summary>A seeded generator whose whole state is one number.</summary>
internal sealed class SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>From 0 to 1, the latter excluded.</summary>
    public double NextUniform()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Mean 0, standard deviation 1, within ±6.</summary>
    public double NextNormal()
    {
        double sum = -6;
        for (int i = 0; i < 12; i++) sum += NextUniform();
        return sum;
    }
}
