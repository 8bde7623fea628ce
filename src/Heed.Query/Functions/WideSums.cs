using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Heed.Query.Functions;

/// <summary>
/// Compensated sums of many values, in eight lanes: value i goes to lane i mod 8, and the lanes are added in turn. The order, and with it
/// the last bit, depends on the values alone. Sums that are not finite are left to the plain loop.
/// </summary>
internal static class WideSums
{
    /// <summary>Below, a plain loop is as fast.</summary>
    public const int LeastValues = 32;

    private const int Lanes = 8;

    /// <summary>False where the values are few, or their sum is not finite.</summary>
    public static bool TryAdd(ReadOnlySpan<double> values, out CompensatedSum total)
    {
        total = default;
        if (values.Length < LeastValues) return false;
        ReadOnlySpan<Vector256<double>> pairs = MemoryMarshal.Cast<double, Vector256<double>>(values[..(values.Length & -Lanes)]);
        Vector256<double> sum0 = default;
        Vector256<double> sum1 = default;
        Vector256<double> carry0 = default;
        Vector256<double> carry1 = default;
        for (int i = 0; i + 1 < pairs.Length; i += 2)
        {
            Add(ref sum0, ref carry0, pairs[i]);
            Add(ref sum1, ref carry1, pairs[i + 1]);
        }

        AddLanes(ref total, sum0, carry0);
        AddLanes(ref total, sum1, carry1);
        foreach (double value in values[(values.Length & -Lanes)..]) total.Add(value);
        return double.IsFinite(total.Sum) && double.IsFinite(total.Carry);
    }

    /// <summary>The sum of the squared distances from the mean, less what the mean's rounding adds; in the same lanes.</summary>
    public static double Deviations(ReadOnlySpan<double> values, double mean)
    {
        ReadOnlySpan<Vector256<double>> wide = MemoryMarshal.Cast<double, Vector256<double>>(values);
        Vector256<double> center = Vector256.Create(mean);
        Vector256<double> squares = default;
        Vector256<double> rest = default;
        foreach (Vector256<double> four in wide)
        {
            Vector256<double> distance = four - center;
            squares += distance * distance;
            rest += distance;
        }

        double squared = Vector256.Sum(squares);
        double left = Vector256.Sum(rest);
        foreach (double value in values[(wide.Length * Vector256<double>.Count)..])
        {
            squared += (value - mean) * (value - mean);
            left += value - mean;
        }

        return squared - (left * left / values.Length);
    }

    private static void Add(ref Vector256<double> sum, ref Vector256<double> carry, Vector256<double> value)
    {
        Vector256<double> total = sum + value;
        Vector256<double> keepsSum = Vector256.GreaterThanOrEqual(Vector256.Abs(sum), Vector256.Abs(value));
        Vector256<double> larger = Vector256.ConditionalSelect(keepsSum, sum, value);
        Vector256<double> smaller = Vector256.ConditionalSelect(keepsSum, value, sum);
        carry += larger - total + smaller;
        sum = total;
    }

    private static void AddLanes(ref CompensatedSum total, Vector256<double> sum, Vector256<double> carry)
    {
        for (int lane = 0; lane < Vector256<double>.Count; lane++)
        {
            total.Add(sum[lane]);
            total = new CompensatedSum(total.Sum, total.Carry + carry[lane]);
        }
    }
}
