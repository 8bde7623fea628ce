using System.Globalization;
using System.Text;

namespace Heed.Load;

/// <summary>
/// A body of prediction events with numeric features, rendered once. Before each post the ids are overwritten in place, so that
/// no event is a duplicate and making the load costs next to nothing.
/// </summary>
internal sealed class EventBatch
{
    private const int IdDigits = 12;

    private readonly int[] _idOffsets;

    private EventBatch(byte[] body, int[] idOffsets)
    {
        Body = body;
        _idOffsets = idOffsets;
    }

    public byte[] Body { get; }

    public int Count => _idOffsets.Length;

    /// <summary>Features are drawn from a normal distribution as sums of twelve uniform draws; two classes.</summary>
    public static EventBatch Render(string model, int events, int features, ulong seed)
    {
        SplitMix64 random = new(seed);
        StringBuilder text = new();
        int[] offsets = new int[events];
        for (int i = 0; i < events; i++)
        {
            text.Append("{\"type\":\"prediction\",\"model\":\"").Append(model).Append("\",\"version\":\"3\",\"id\":\"");
            offsets[i] = text.Length;
            text.Append('0', IdDigits);
            double score = random.NextUniform();
            text.Append("\",\"endpoint\":\"/predict\",\"latency_ms\":").Append(Number(5 + (20 * random.NextUniform()), "0.0")).Append(",\"features\":{");
            for (int f = 0; f < features; f++)
            {
                if (f > 0) text.Append(',');
                text.Append("\"feature_").Append(f.ToString("00", CultureInfo.InvariantCulture)).Append("\":").Append(Number(random.NextNormal(), "0.00000"));
            }

            text.Append("},\"prediction\":\"").Append(score >= 0.5 ? "yes" : "no").Append("\",\"score\":").Append(Number(score, "0.0000")).Append("}\n");
        }

        return new EventBatch(Encoding.ASCII.GetBytes(text.ToString()), offsets);
    }

    /// <summary>The same rows as a baseline wants them: with times one minute apart and a label each.</summary>
    public static string RenderBaseline(string model, int rows, int features, ulong seed)
    {
        EventBatch batch = Render(model, rows, features, seed);
        batch.Number(0);
        string[] lines = Encoding.ASCII.GetString(batch.Body).TrimEnd('\n').Split('\n');
        StringBuilder text = new();
        for (int i = 0; i < lines.Length; i++)
        {
            DateTimeOffset time = DateTimeOffset.UnixEpoch.AddYears(50).AddMinutes(i);
            string stamp = time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            text.Append(lines[i], 0, lines[i].Length - 1).Append(",\"time\":\"").Append(stamp).Append("\"}\n");
        }

        return text.ToString();
    }

    /// <summary>Gives the events the ids from <paramref name="first"/> on.</summary>
    public void Number(long first)
    {
        for (int i = 0; i < _idOffsets.Length; i++)
        {
            long id = first + i;
            for (int digit = IdDigits - 1; digit >= 0; digit--, id /= 10) Body[_idOffsets[i] + digit] = (byte)('0' + (id % 10));
        }
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
