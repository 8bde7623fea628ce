using Heed.Model.Samples;

namespace Heed.Query.Execution;

/// <summary>
/// The values of one series at every step of a grid. The bit pattern of the stale marker, which is never a value, stands for
/// "nothing here"; arithmetic would turn it into an ordinary NaN, so operators ask before they compute.
/// </summary>
internal sealed class Column(int length)
{
    private readonly double[] _values = new double[length];

    public static readonly double Nothing = StaleMarker.Value;

    public Span<double> Values => _values;

    public static bool IsNothing(double value) => StaleMarker.IsStale(value);

    public void Clear() => _values.AsSpan().Fill(Nothing);

    public int CountPresent()
    {
        int count = 0;
        foreach (double value in _values)
        {
            if (!IsNothing(value)) count++;
        }

        return count;
    }
}
