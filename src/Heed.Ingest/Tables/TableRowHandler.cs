using Heed.Model.Records;

namespace Heed.Ingest.Tables;

/// <summary>Takes one row. Both spans last until it returns.</summary>
/// <param name="fields">In the order of the file; a column occurs at most once.</param>
/// <param name="text">What the fields' text slices point into. A number of a CSV file has its text, too.</param>
public delegate void TableRowHandler(ReadOnlySpan<RawField> fields, ReadOnlySpan<byte> text);
