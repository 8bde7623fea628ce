namespace Heed.FalseAlarms;

/// <summary>What happens to the first feature.</summary>
/// <param name="ShiftSigmas">Added to the hidden normal number.</param>
/// <param name="Nulls">Part of the values that is missing.</param>
/// <param name="RenamedCategory">The position of a category that nobody has seen under its new name; -1 for none.</param>
internal readonly record struct StreamChange(double ShiftSigmas = 0, double Nulls = 0, int RenamedCategory = -1)
{
    public static StreamChange None => new(0);
}
