using System.Globalization;

namespace Heed.Ingest.Sources.Files;

/// <summary>Where something stands in a file.</summary>
/// <param name="Line">Where it begins, counted from one.</param>
/// <param name="Row">
/// Of a table, counted from one behind the header, since a row may span lines; 0 for the header and for other files.
/// </param>
public readonly record struct FilePlace(int Line, int Row = 0)
{
    public override string ToString() => Row > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{Line}: row {Row}")
        : Line.ToString(CultureInfo.InvariantCulture);
}
