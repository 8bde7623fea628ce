namespace Heed.Model.Records;

/// <summary>One member of the <c>segments</c> of a row.</summary>
/// <param name="Column">The position of its name in <see cref="RawRow.Columns"/>.</param>
/// <param name="Value">As written.</param>
public readonly record struct RawSegment(int Column, TextSlice Value);
