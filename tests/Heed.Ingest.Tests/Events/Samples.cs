using System.Globalization;
using System.Text;

using Heed.Ingest.Events;
using Heed.Model.Records;
using Heed.Model.Time;

namespace Heed.Ingest.Tests.Events;

/// <summary>Two models, a moment, and records as one line of text.</summary>
internal static class Samples
{
    public static readonly SchemaRegistry Models = new(
    [
        new ModelSchema(
            "credit",
            ModelType.Classification,
            [
                new FeatureSchema("income", FeatureKind.Number, new Utf8Names([])),
                new FeatureSchema("region", FeatureKind.Category, new Utf8Names(["north", "south", "1", "true", "zürich"])),
                new FeatureSchema("age", FeatureKind.Number, new Utf8Names([])),
            ],
            ["notes"],
            ["region", "channel"]),
        new ModelSchema("price", ModelType.Regression, [new FeatureSchema("area", FeatureKind.Number, new Utf8Names([]))], [], []),
    ]);

    public static readonly long NowMs = Ms("2026-03-01T00:10:00Z");

    public static EventParser Parser(EventLimits? limits = null) => new(Models, limits ?? new EventLimits());

    public static long Ms(string time) =>
        Rfc3339.TryParse(time, out long ms) ? ms : throw new ArgumentException($"expected RFC 3339, found {time}");

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static EventRefusal? Read(string json, RecordBatch batch, EventLimits? limits = null) =>
        Parser(limits).TryRead(Utf8(json), NowMs, batch);

    /// <summary>Everything that a record says, with "-" for what it does not.</summary>
    public static string Describe(RecordBatch batch, int index)
    {
        EventRecord record = batch.Records[index];
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{record.Kind} {batch.Schema(record).Name} {Rfc3339.Format(record.TimeMs)}");
        text.Append(CultureInfo.InvariantCulture, $" id={(record.Id.IsNone ? "-" : record.Id.High.ToString("x", CultureInfo.InvariantCulture))}");
        text.Append(CultureInfo.InvariantCulture, $" endpoint={Text(batch, record.Endpoint)} version={Text(batch, record.Version)}");
        text.Append(CultureInfo.InvariantCulture, $" error={Text(batch, record.Error)} note={Text(batch, record.Note)}");
        text.Append(CultureInfo.InvariantCulture, $" answer={Text(batch, record.Answer)}/{record.AnswerNumber}");
        text.Append(CultureInfo.InvariantCulture, $" latency={record.LatencySeconds} score={record.Score} cost={record.Cost} unknown={record.UnknownMembers}");
        text.Append(" features=");
        foreach (FeatureValue value in batch.FeaturesOf(record))
        {
            text.Append(CultureInfo.InvariantCulture, $"[{value.State}{(value.State == FeatureState.Number ? $" {value.Number}" : "")}{(value.State == FeatureState.Category ? $" {value.Category}" : "")}]");
        }

        text.Append(" segments=");
        foreach (TextSlice segment in batch.SegmentsOf(record)) text.Append(CultureInfo.InvariantCulture, $"[{Text(batch, segment)}]");
        text.Append(" scores=");
        foreach (ClassScore score in batch.ScoresOf(record)) text.Append(CultureInfo.InvariantCulture, $"[{batch.String(score.Class)} {score.Score}]");
        return text.ToString();
    }

    private static string Text(RecordBatch batch, TextSlice slice) => slice.IsEmpty ? "-" : batch.String(slice);
}
