using System.Text.Unicode;

using Heed.Ingest.Series;
using Heed.Model.Labels;
using Heed.Wire.Protobuf;

namespace Heed.Ingest.RemoteWrite;

/// <summary>
/// Labels as remote write 1.0 has them on the wire: a run of <c>Label</c> fields. The run is what a series is known by from request to
/// request; labels of 2.0 are brought into the same form.
/// </summary>
internal static class LabelBytes
{
    public const byte FieldTag = 0x0A;
    private const byte ValueTag = 0x12;

    /// <summary>How long the run at the beginning of a series is; -1 where it is broken.</summary>
    public static int RunLength(ReadOnlySpan<byte> series)
    {
        int at = 0;
        while (at + 1 < series.Length && series[at] == FieldTag)
        {
            int length = series[at + 1];
            if (length < 0x80)
            {
                at += 2 + length;
                if (at > series.Length) return -1;
                continue;
            }

            ProtobufReader field = new(series[(at + 1)..]);
            field.ReadBytes();
            if (field.IsBroken) return -1;
            at += 1 + field.Position;
        }

        return at;
    }

    /// <summary>Appends one label to a run.</summary>
    public static void Write(ProtobufWriter run, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        int content = 2 + ProtobufWriter.VarintBytes((ulong)name.Length) + name.Length
            + ProtobufWriter.VarintBytes((ulong)value.Length) + value.Length;
        Span<byte> head = [FieldTag];
        run.WriteRaw(head);
        run.WriteVarint((ulong)content);
        run.WriteBytes(1, name);
        run.WriteBytes(2, value);
    }

    /// <summary>Reads the labels of a run. Null where they are sound; else what is wrong with them.</summary>
    public static string? Read(ReadOnlySpan<byte> run, RecentTexts texts, LabelSetBuilder target)
    {
        ProtobufReader fields = new(run);
        while (fields.TryReadTag(out _))
        {
            if (!TryReadLabel(fields.ReadBytes(), out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)) return "a broken label";
            if (name.Length == 0) return "a label without a name";
            if (!Utf8.IsValid(name) || !Utf8.IsValid(value)) return $"label {texts.Get(name)} is no UTF-8";
            string label = texts.Get(name);
            if (target.Get(label).Length > 0) return $"label {label} is there twice";
            target.Set(label, texts.Get(value));
        }

        if (fields.IsBroken) return "a broken label";
        return target.Get(LabelNames.MetricName).Length == 0 ? "no metric name" : null;
    }

    private static bool TryReadLabel(ReadOnlySpan<byte> label, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        name = [];
        value = [];
        ProtobufReader fields = new(label);
        while (fields.TryReadTag(out uint tag))
        {
            if (tag == FieldTag) name = fields.ReadBytes();
            else if (tag == ValueTag) value = fields.ReadBytes();
            else fields.Skip(tag);
        }

        return !fields.IsBroken;
    }
}
