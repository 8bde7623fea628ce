using System.Collections.Frozen;

namespace Heed.Query.Functions;

/// <summary>Functions of one number, applied to every value of an instant vector.</summary>
internal static class MathFunctions
{
    private const double DegreesPerRadian = 180 / Math.PI;

    public static readonly FrozenDictionary<string, Func<double, double>> ByName = new Dictionary<string, Func<double, double>>
    {
        ["abs"] = Math.Abs,
        ["ceil"] = Math.Ceiling,
        ["floor"] = Math.Floor,
        ["exp"] = Math.Exp,
        ["ln"] = Math.Log,
        ["log2"] = Math.Log2,
        ["log10"] = Math.Log10,
        ["sqrt"] = Math.Sqrt,
        ["sgn"] = Sign,
        ["acos"] = Math.Acos,
        ["acosh"] = Math.Acosh,
        ["asin"] = Math.Asin,
        ["asinh"] = Math.Asinh,
        ["atan"] = Math.Atan,
        ["atanh"] = Math.Atanh,
        ["cos"] = Math.Cos,
        ["cosh"] = Math.Cosh,
        ["sin"] = Math.Sin,
        ["sinh"] = Math.Sinh,
        ["tan"] = Math.Tan,
        ["tanh"] = Math.Tanh,
        ["deg"] = radians => radians * DegreesPerRadian,
        ["rad"] = degrees => degrees / DegreesPerRadian,
    }.ToFrozenDictionary();

    /// <summary>Half rounds up, also below zero; to a multiple of <paramref name="nearest"/>.</summary>
    public static double Round(double value, double nearest)
    {
        // Dividing by the inverse keeps 5.2 to the nearest 0.1 at 5.2.
        double inverse = 1 / nearest;
        return Math.Floor((value * inverse) + 0.5) / inverse;
    }

    /// <summary>As in Go, infinity is the larger one even beside NaN.</summary>
    public static double Larger(double a, double b) =>
        double.IsPositiveInfinity(a) || double.IsPositiveInfinity(b) ? double.PositiveInfinity : Math.Max(a, b);

    /// <summary>As in Go, minus infinity is the smaller one even beside NaN.</summary>
    public static double Smaller(double a, double b) =>
        double.IsNegativeInfinity(a) || double.IsNegativeInfinity(b) ? double.NegativeInfinity : Math.Min(a, b);

    private static double Sign(double value) => value < 0 ? -1 : value > 0 ? 1 : value;
}
