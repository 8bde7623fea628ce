namespace Heed.Model.Records;

/// <summary>One feature of one row of a file.</summary>
/// <param name="Column">The position of its name in <see cref="RawRow.Columns"/>: the same in all rows of one reader.</param>
/// <param name="Kind">What the field is.</param>
/// <param name="Number">NaN unless <paramref name="Kind"/> is <see cref="RawFieldKind.Number"/>.</param>
/// <param name="Text">The value as written, without quotes and escapes; empty for null and for objects and arrays.</param>
public readonly record struct RawField(int Column, RawFieldKind Kind, double Number, TextSlice Text);
