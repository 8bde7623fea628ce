using System.Buffers;
using System.Text;

using Heed.Model.Labels;

namespace Heed.Query.Execution.Aggregations;

/// <summary>
/// The place of a series between 0 and 1 by which <c>limit_ratio</c> keeps it: the hash that Prometheus 3 takes of the labels, so that both
/// keep the same series. The hashed bytes are every name and value in order, each behind its length: one byte below 255, else 255 and
/// three bytes, low byte first.
/// </summary>
internal static class RatioHash
{
    private const int LongLength = 255;

    public static double PlaceOf(LabelSet labels) => Of(labels) / (double)ulong.MaxValue;

    public static ulong Of(LabelSet labels)
    {
        ArrayBufferWriter<byte> bytes = new(256);
        foreach (Label label in labels.Labels)
        {
            Append(bytes, label.Name);
            Append(bytes, label.Value);
        }

        return XxHash64.Of(bytes.WrittenSpan);
    }

    private static void Append(ArrayBufferWriter<byte> bytes, string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        if (length < LongLength) bytes.Write<byte>([(byte)length]);
        else bytes.Write<byte>([LongLength, (byte)length, (byte)(length >> 8), (byte)(length >> 16)]);
        Encoding.UTF8.GetBytes(text, bytes);
    }
}
