using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

using Heed.Wire.Protobuf;

namespace Heed.Ingest.Otlp;

/// <summary>Bodies of answers, in the encoding of the request: <c>ExportMetricsServiceResponse</c>, and <c>Status</c> for errors.</summary>
internal static class OtlpAnswers
{
    public const string ProtobufType = "application/x-protobuf";
    public const string JsonType = "application/json";

    private const int InvalidArgument = 3;

    public static OtlpAnswer Taken(bool isJson, OtlpTally tally, string? problem)
    {
        if (tally.Refused == 0) return new OtlpAnswer(200, Type(isJson), isJson ? "{}"u8.ToArray() : default, tally);
        return new OtlpAnswer(200, Type(isJson), isJson ? PartialJson(tally, problem) : PartialProtobuf(tally, problem), tally);
    }

    public static OtlpAnswer Refused(int status, bool isJson, string message)
    {
        if (isJson) return new OtlpAnswer(status, JsonType, Utf8(new JsonObject { ["code"] = InvalidArgument, ["message"] = message }), new OtlpTally());
        ProtobufWriter writer = new();
        writer.WriteVarint(1, InvalidArgument);
        writer.WriteText(2, message);
        return new OtlpAnswer(status, ProtobufType, writer.WrittenMemory, new OtlpTally());
    }

    private static string Type(bool isJson) => isJson ? JsonType : ProtobufType;

    private static ReadOnlyMemory<byte> PartialProtobuf(OtlpTally tally, string? problem)
    {
        ProtobufWriter writer = new();
        int partial = writer.Begin(1);
        writer.WriteInt64(1, tally.Refused);
        writer.WriteText(2, problem);
        writer.End(partial);
        return writer.WrittenMemory;
    }

    private static ReadOnlyMemory<byte> PartialJson(OtlpTally tally, string? problem) => Utf8(new JsonObject
    {
        ["partialSuccess"] = new JsonObject
        {
            ["rejectedDataPoints"] = tally.Refused.ToString(CultureInfo.InvariantCulture),
            ["errorMessage"] = problem,
        },
    });

    private static ReadOnlyMemory<byte> Utf8(JsonObject json) => JsonSerializer.SerializeToUtf8Bytes(json);
}
