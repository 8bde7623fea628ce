using System.Globalization;
using System.Text;

using Heed.Model.Records;

namespace Heed.Ingest.Sources.Files;

/// <summary>The id of a prediction that has none: a hash of its line and the line's number.</summary>
internal static class LineId
{
    public static byte[] Of(ReadOnlySpan<byte> line, int number)
    {
        RecordId hash = RecordId.Of(line);
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"line-{number}-{hash.High:x16}{hash.Low:x16}"));
    }
}
