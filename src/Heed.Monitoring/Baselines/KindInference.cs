using Heed.Model.Records;

namespace Heed.Monitoring.Baselines;

/// <summary>Tells numbers from categories by what the values of a column read as.</summary>
internal static class KindInference
{
    // A stray text among this share of numbers is a bad value, not a category.
    private const double MostlyNumbers = 0.99;

    /// <param name="notes">Gets a sentence where the values are of both sorts.</param>
    public static FeatureKind Of(long numbers, long notFinite, long texts, List<string> notes)
    {
        if (texts == 0) return numbers + notFinite > 0 ? FeatureKind.Number : FeatureKind.Category;
        if (numbers == 0) return FeatureKind.Category;
        bool number = numbers >= MostlyNumbers * (numbers + texts);
        notes.Add($"mixed: {numbers} numbers and {texts} texts, taken as a {(number ? "number" : "category")}");
        return number ? FeatureKind.Number : FeatureKind.Category;
    }
}
