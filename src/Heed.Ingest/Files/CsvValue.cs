using Heed.Ingest.Events;
using Heed.Model.Records;

namespace Heed.Ingest.Files;

/// <summary>What one field of a CSV file is.</summary>
internal static class CsvValue
{
    /// <summary>A quoted number is a number, too: many writers quote every field.</summary>
    /// <param name="start">Where the field's text starts among the texts of its row.</param>
    public static RawField Of(int column, ReadOnlySpan<byte> field, int start)
    {
        if (field.Length == 0) return new RawField(column, RawFieldKind.Null, double.NaN, default);
        bool isNumber = JsonNumber.TryParse(field, out double number) || NonFiniteWords.TryParse(field, out number);
        TextSlice text = new(start, field.Length);
        return new RawField(column, isNumber ? RawFieldKind.Number : RawFieldKind.Text, isNumber ? number : double.NaN, text);
    }
}
